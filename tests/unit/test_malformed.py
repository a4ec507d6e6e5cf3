"""Whatever a learner brings that is no image or mask gets one clear sentence."""

import re
from dataclasses import replace

import pytest
from image_files import FILES
from malformed import MALFORMED, MALFORMED_MASKS, NAMES, VOLUME, nifti_file, turned_mask

from segcore.reading import ImageError
from segview.lab.opened import open_image, open_mask


def sentence(use):
    with pytest.raises(ImageError) as caught:
        use()
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 250
    return said


def shown(data, name="scan.png"):
    opened = open_image(data, name)
    return opened.subject("own-0", opened.axis and opened.axis.length // 2)


@pytest.mark.parametrize("kind", MALFORMED)
def test_no_image(kind):
    data, pattern = MALFORMED[kind]
    said = sentence(lambda: shown(data))
    assert said.startswith("scan.png ")
    assert re.search(pattern, said), said


@pytest.mark.parametrize("kind", MALFORMED_MASKS)
def test_no_mask(kind):
    data, pattern = MALFORMED_MASKS[kind]
    image = open_image(FILES["png"], "scan.png")

    def use():
        replace(image, mask=open_mask(data, "mask.png", image)).subject("own-0")

    said = sentence(use)
    assert said.startswith("mask.png ")
    assert re.search(pattern, said), said


def test_a_mask_that_is_turned_another_way_than_its_volume():
    image = open_image(nifti_file(VOLUME), "scan.nii")
    assert "LAS" in sentence(lambda: open_mask(turned_mask(), "mask.nii", image))


@pytest.mark.parametrize("name", NAMES)
def test_odd_names(name):
    said = sentence(lambda: shown(b"hello", name))
    called = said.partition(" is not an image")[0]
    assert 0 < len(called) <= 60
    assert called.isprintable()
    assert not set(called) & set("/\\")


def test_there_are_sixty():
    assert len(MALFORMED) + len(MALFORMED_MASKS) >= 60

"""The catalogue of subjects: what it promises, what it ships, and what it says when it fails."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from segcore.reading import ImageError
from segcore.subjects import DATA, load_subject, subjects

OASIS = Path(__file__).parents[3] / "shared" / "oasis"
SHIPPED = [
    "age-25",
    "age-50",
    "age-75",
    "upper-slice",
    "lower-slice",
    "other-scanner",
    "textures",
]
HELD_OUT = ["age-60"]
REMOTE = ["oasis-0001", "oasis-0004"]


def test_catalogue_order():
    assert [subject.id for subject in subjects()] == SHIPPED + REMOTE


def test_nobody_can_choose_what_is_held_out():
    (subject,) = subjects(held_out=True)
    assert [subject.id] == HELD_OUT and subject.held_out
    assert load_subject(subject.id) is subject
    assert not any(other.held_out for other in subjects())
    for other in subjects():
        if not other.downloaded:
            assert not np.array_equal(load_subject(other.id).truth, subject.truth)


def test_catalogue_is_light(downloads):
    for subject in subjects():
        assert "image" not in vars(subject) and "truth" not in vars(subject)


def test_titles_are_unique_and_short():
    titles = [subject.title for subject in (*subjects(), *subjects(held_out=True))]
    assert len(set(titles)) == len(titles)
    assert all(0 < len(title) <= 40 for title in titles)


def test_everybody_is_thanked():
    for subject in (*subjects(), *subjects(held_out=True)):
        assert subject.source and "\n" not in subject.source
        thanked = "OASIS" if subject.downloaded else "Collins"
        assert thanked in subject.source or subject.id == "textures"


@pytest.mark.parametrize("name", SHIPPED + HELD_OUT)
def test_shipped_subject(name):
    subject = load_subject(name)
    image, truth = subject.image, subject.truth
    assert image.shape == truth.shape == subject.binary_truth.shape == (176, 208)
    assert image.dtype == np.float64 and truth.dtype == subject.binary_truth.dtype == np.uint8
    assert image.min() >= 0 and image.max() == 1
    assert np.array_equal(np.unique(truth), np.arange(len(subject.classes)))
    assert np.array_equal(subject.binary_truth, truth > 0)
    assert not subject.downloaded
    assert len(np.unique(image)) > 5000, "16 bits must survive"


@pytest.mark.parametrize("name", SHIPPED + HELD_OUT)
def test_shared_pixels_cannot_be_changed(name):
    subject = load_subject(name)
    for array in (subject.image, subject.truth, subject.binary_truth):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1


def test_pixels_are_loaded_once():
    assert load_subject("age-25").image is load_subject("age-25").image


def test_classes():
    for subject in (*subjects(), *subjects(held_out=True)):
        if subject.id == "textures":
            assert subject.classes == ("gravel", "brick", "grass")
            assert subject.foreground == "brick or grass"
        else:
            assert subject.classes == ("background", "CSF", "grey matter", "white matter")
            assert subject.foreground == "brain"


def test_unknown_subject_lists_the_known_ones():
    with pytest.raises(KeyError, match=r"age-26.*age-25.*textures"):
        load_subject("age-26")


@pytest.mark.parametrize("name", REMOTE)
def test_real_slices_are_not_shipped(name):
    (subject,) = (subject for subject in subjects() if subject.id == name)
    assert subject.downloaded
    assert not (DATA / subject.image_file).exists()
    assert not (DATA / subject.truth_file).exists()


@pytest.mark.bare
@pytest.mark.parametrize("name", REMOTE)
def test_failing_download(name, downloads):
    with pytest.raises(ImageError, match="choose another image"):
        load_subject(name)


@pytest.mark.bare
def test_download_with_other_content(source):
    source.behave = source.lie
    with pytest.raises(ImageError, match="choose another image"):
        load_subject("oasis-0001")


@pytest.mark.bare
def test_both_files_are_downloaded(source, stand_in):
    subject, other = stand_in("oasis-0001"), load_subject("age-25")
    assert np.array_equal(load_subject(subject.id).image, other.image)
    assert np.array_equal(subject.truth, other.truth)
    assert [path.name for path in subject.files] == [subject.image_file, subject.truth_file]
    assert source.asked == [subject.image_file, subject.truth_file]


@pytest.mark.oasis
@pytest.mark.parametrize("name", REMOTE)
def test_downloaded_files_need_no_network(name, source, monkeypatch):
    monkeypatch.setenv("SEGCORE_CACHE", str(OASIS))
    subject = load_subject(name)
    assert source.asked == []
    assert subject.image.shape == subject.truth.shape == (176, 208)
    assert subject.truth.dtype == np.uint8
    assert np.array_equal(np.unique(subject.truth), [0, 1, 2, 3])
    assert not subject.image.flags.writeable


@pytest.mark.parametrize("name", ["age-60", "age-75", "textures"])
def test_rebuild(name):
    """The script makes what is shipped: exact labels, images within one grey level of 65,535."""
    pytest.importorskip("nilearn")
    spec = importlib.util.spec_from_file_location("make_subjects", DATA / "make_subjects.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    image, labels = script.make(name)
    subject = load_subject(name)
    assert image.dtype == np.uint16 and labels.dtype == np.uint8
    assert np.array_equal(labels, subject.truth)
    assert np.abs(image / 65535 - subject.image).max() < 1.5 / 65535

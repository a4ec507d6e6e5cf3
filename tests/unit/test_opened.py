"""What the lab makes of a file and its mask, and the slices of a volume."""

import gzip
from dataclasses import replace

import numpy as np
import pytest
from image_files import dicom_file, nifti_file, pillow_file, tiff_file

from segcore.reading import ImageError, read_image
from segview import images
from segview.images import Brought, Volume, load_subject
from segview.lab import understood
from segview.lab.opened import at_page, open_image, open_mask
from segview.wording import as_text

GREY = np.random.default_rng(0).integers(0, 256, (20, 30), dtype=np.uint8)
DISC = np.zeros((20, 30), np.uint8)
DISC[5:15, 8:20] = 255
VOLUME = np.random.default_rng(1).integers(1, 999, (6, 7, 8), dtype=np.int16)


def masked(opened, data):
    return replace(opened, mask=open_mask(data, "mask.png", opened))


def test_an_image_and_its_mask_become_a_subject_with_classes():
    opened = masked(open_image(pillow_file(GREY), "a.png"), pillow_file(DISC))
    subject = opened.subject("own-1")
    np.testing.assert_array_equal(subject.image, GREY / GREY.max())
    np.testing.assert_array_equal(subject.truth, DISC > 0)
    assert subject.classes == ("rest", "foreground")
    swapped = replace(opened, mask=opened.mask.inverted()).subject("own-2")
    np.testing.assert_array_equal(swapped.truth, DISC == 0)


def test_another_class_for_a_label():
    labels = np.where(DISC > 0, 7, 0).astype(np.uint8)
    labels[0, :3] = 9
    opened = masked(open_image(pillow_file(GREY), "a.png"), pillow_file(labels))
    assert opened.mask.classes == ("rest", "label 1", "label 2")
    mapped = replace(opened, mask=opened.mask.mapped(9, 0))
    assert mapped.mask.classes == ("rest", "foreground")
    np.testing.assert_array_equal(mapped.subject("own-1").truth, labels == 7)
    other = replace(opened, mask=opened.mask.mapped(7, 0))
    assert other.mask.classes == ("rest", "foreground")
    np.testing.assert_array_equal(other.subject("own-1").truth, labels == 9)


def test_more_labels_than_colours_are_taken_as_two_classes_and_this_is_said():
    labels = np.arange(600, dtype=np.uint8).reshape(20, 30) % 20
    opened = masked(open_image(pillow_file(GREY), "a.png"), pillow_file(labels))
    np.testing.assert_array_equal(opened.subject("own-1").truth, labels > 0)
    assert "20 labels" in understood.mask_line(opened.mask)
    assert "taken as 2 classes" in understood.mask_line(opened.mask)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_slice_of_a_volume_with_its_mask(pack, axis):
    labels = (VOLUME > 500).astype(np.uint8)
    opened = open_image(pack(nifti_file(VOLUME)), "v.nii.gz")
    opened = replace(opened, pick=replace(opened.pick, axis=axis))
    opened = masked(opened, pack(nifti_file(labels)))
    for index in (0, VOLUME.shape[axis] - 1):
        subject = opened.subject("own-1@0", index)
        expected = VOLUME.take(index, axis)
        np.testing.assert_allclose(subject.image, expected / expected.max())
        np.testing.assert_array_equal(subject.truth, labels.take(index, axis))
        assert (subject.grid.axis, subject.grid.index) == (axis, index)
        assert f"slice {index + 1} of {VOLUME.shape[axis]}" in subject.title


def test_a_label_that_is_in_other_slices_only_is_a_class_here_too():
    labels = np.zeros(VOLUME.shape, np.uint8)
    labels[:3, :, 1], labels[3:, :, 2] = 1, 2
    opened = masked(open_image(nifti_file(VOLUME), "v.nii"), nifti_file(labels))
    assert len(opened.subject("own-1@1", 1).classes) == 3


def test_what_is_said():
    data = dicom_file(GREY, PixelSpacing=[2, 3], WindowCenter=100, WindowWidth=50)
    opened = open_image(data, "scan.dcm")
    said = "\n".join(understood.lines(opened))
    for part in ("DICOM, 20 × 30 pixels, uint8, grey", "Spacing 2 × 3 mm", "all values"):
        assert part in said
    windowed = replace(opened, pick=replace(opened.pick, window=(100.0, 50.0)))
    assert "75 to 125" in "\n".join(understood.lines(windowed))
    colour = open_image(pillow_file(np.stack([GREY] * 3, -1)), "a.png")
    assert "luminance, 0.2126 R + 0.7152 G + 0.0722 B" in "\n".join(understood.lines(colour))
    assert as_text("*a* <b> [c](d)") == r"\*a\* \<b\> \[c\]\(d\)"


def test_pages():
    stack = np.stack([np.stack([GREY, DISC]), np.stack([DISC, GREY])])
    notes = {"axes": "ZCYX", "mode": "composite"}
    opened = open_image(tiff_file(stack, imagej=True, metadata=notes), "a.tif")
    assert opened.pick.page == 0
    np.testing.assert_array_equal(at_page(opened, 2).subject("own-1").image, DISC / 255)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_volumes_of_a_series(pack, axis):
    """One of them is shown; a mask of their shape stays while another one is chosen."""
    series = np.random.default_rng(0).integers(0, 200, (6, 7, 8, 3)).astype(np.uint8)
    opened = open_image(pack(nifti_file(series)), "series.nii")
    assert [page.name for page in opened.contents.pages] == ["volume 1", "volume 2", "volume 3"]
    assert opened.contents.shape == (6, 7, 8)
    mask = (series[..., 0] > 99).astype(np.uint8)
    opened = replace(opened, mask=open_mask(nifti_file(mask), "mask.nii", opened))
    opened = replace(opened, pick=replace(opened.pick, axis=axis))
    for volume in (0, 2):
        subject = at_page(opened, volume).subject("own-1@4", 4)
        expected = np.take(series[..., volume], 4, axis=axis)
        np.testing.assert_array_equal(subject.image, expected / expected.max())
        np.testing.assert_array_equal(subject.truth, np.take(mask, 4, axis=axis))
    with pytest.raises(ImageError, match="holds 3 volumes; choose one"):
        read_image(pack(nifti_file(series)))


def test_pictures_of_a_series_are_pictures():
    series = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 1, 3)
    opened = open_image(nifti_file(series), "series.nii")
    assert opened.contents.shape == (4, 5) and not opened.contents.axes
    image = at_page(opened, 1).subject("own-1").image
    np.testing.assert_allclose(image * series[:, :, 0, 1].max(), series[:, :, 0, 1])


# Who keeps what


def volume(id="own-1", length=8):
    opened = open_image(nifti_file(VOLUME), "v.nii")
    made = []

    def slice_at(index):
        made.append(index)
        return opened.subject(f"{id}@{index}", index)

    return Volume(id, length, slice_at), made


def test_slices_are_made_once_and_when_they_are_asked_for(monkeypatch):
    known, made = volume()
    mine = Brought(volume=known)
    monkeypatch.setattr(images, "_whose", lambda: mine)
    for _ in range(2):
        assert load_subject("own-1@3").id == "own-1@3"
    assert made == [3]
    for id in ("own-1@8", "own-1@-1", "own-1@x", "own-1", "own-2@3", "own-1@3@3"):
        with pytest.raises(KeyError):
            load_subject(id)


def test_an_image_takes_the_place_of_another():
    mine = Brought()
    opened = open_image(pillow_file(GREY), "a.png")
    for id in ("own-1", "own-2", "own-3"):
        assert mine.offer(opened.subject(id)) == []
    mine.offer(opened.subject("own-4"), instead="own-2")
    assert list(mine.subjects) == ["own-1", "own-4", "own-3"]


def test_old_images_make_room(monkeypatch):
    mine = Brought()
    large = np.tile(GREY, (20, 20))
    opened = open_image(pillow_file(large), "a.png")
    monkeypatch.setattr(images, "ROOM", 2.5 * large.size * 8)
    mine.offer(opened.subject("own-1"))
    mine.offer(opened.subject("own-2"))
    assert mine.offer(opened.subject("own-3")) == ["a.png"]
    assert list(mine.subjects) == ["own-2", "own-3"]
    monkeypatch.setattr(images, "ROOM", 0)
    mine.offer(opened.subject("own-4"))
    assert list(mine.subjects) == ["own-4"]


def test_a_mask_of_a_picture_does_not_fit_a_volume():
    with pytest.raises(ImageError, match="has shape"):
        open_mask(pillow_file(DISC), "mask.png", open_image(nifti_file(VOLUME), "v.nii"))

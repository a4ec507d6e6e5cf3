"""Masks as people save them: what is found in them, and which class each label becomes."""

import gzip
import io

import numpy as np
import pytest
from image_files import dicom_file, nifti_file, pillow_file, png16, tiff_file
from PIL import Image

from segcore.masks import labels_of_volume, read_labels
from segcore.reading import ImageError

SHAPE = np.array([[0, 0, 1, 1], [0, 2, 2, 2]], np.uint8)
SHARES = [3 / 8, 2 / 8, 3 / 8]
COLOURS = np.array([(0, 0, 0), (255, 0, 0), (0, 0, 255)], np.uint8)


def classes_of(data, **options):
    labels = read_labels(data, "mask.png", **options)
    return labels, labels.classes({found.key: n for n, found in enumerate(labels.found)})


@pytest.mark.parametrize(
    "data",
    [
        pillow_file(SHAPE * 127),
        tiff_file(SHAPE.astype(np.float32)),
        nifti_file(SHAPE.astype(np.int16)),
        dicom_file(SHAPE),
        pillow_file(np.stack([SHAPE] * 3, axis=-1)),
    ],
)
def test_numbers(data):
    labels, classes = classes_of(data)
    assert labels.kind == "numbers"
    assert [found.share for found in labels.found] == SHARES
    assert {found.colour for found in labels.found} == {None}
    np.testing.assert_array_equal(classes, SHAPE)


@pytest.mark.parametrize("write", [pillow_file, tiff_file])
def test_a_colour_for_each_class(write):
    labels, classes = classes_of(write(COLOURS[SHAPE]))
    assert labels.kind == "colours"
    assert labels.found[0].colour == (0, 0, 0)
    by_colour = {found.colour: found.share for found in labels.found}
    assert by_colour == dict(zip(map(tuple, COLOURS.tolist()), SHARES, strict=True))
    for n, found in enumerate(labels.found):
        np.testing.assert_array_equal(classes == n, (COLOURS[SHAPE] == found.colour).all(axis=-1))


def test_colours_of_16_bits_stay_apart_that_8_bits_would_merge():
    colours = np.array([(0, 0, 0), (256, 0, 1), (256, 0, 2)], np.uint16)
    labels, classes = classes_of(png16(colours[SHAPE]))
    assert [found.share for found in labels.found] == SHARES
    np.testing.assert_array_equal(classes, SHAPE)


def test_without_black_the_background_is_what_covers_most():
    picture = np.full((4, 4, 3), (10, 200, 10), np.uint8)
    picture[0, 0], picture[0, 1] = (1, 2, 3), (250, 0, 0)
    labels = read_labels(pillow_file(picture))
    assert labels.found[0].colour == (10, 200, 10)
    assert labels.found[0].share == 14 / 16


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_a_palette_with_gaps_whose_black_comes_last(file_format):
    indices = np.array([3, 7, 250], np.uint8)[SHAPE]
    palette = np.zeros((256, 3), np.uint8)
    palette[3], palette[7], palette[250] = (255, 0, 0), (0, 255, 0), (0, 0, 0)
    picture = Image.fromarray(indices, "P")
    picture.putpalette(palette.ravel().tolist())
    labels, classes = classes_of(pillow_file(picture, file_format))
    assert labels.kind == "palette"
    assert [(found.key, found.colour) for found in labels.found] == [
        (250, (0, 0, 0)),
        (3, (255, 0, 0)),
        (7, (0, 255, 0)),
    ]
    np.testing.assert_array_equal(classes, np.array([1, 2, 0])[SHAPE])


def test_transparency():
    picture = np.zeros((*SHAPE.shape, 4), np.uint8)
    picture[..., 3] = SHAPE * 100
    labels, classes = classes_of(pillow_file(picture))
    assert labels.kind == "transparency"
    np.testing.assert_array_equal(classes, SHAPE)


def test_any_class_for_any_label():
    labels = read_labels(pillow_file(SHAPE * 100))
    np.testing.assert_array_equal(
        labels.classes({0: 1, 100: 0, 200: 1}), np.array([1, 0, 1])[SHAPE]
    )


def test_64_labels_are_the_most():
    for n in (64, 65):
        for data in (
            tiff_file(np.arange(n, dtype=np.uint16)[None] * 300),
            pillow_file(np.stack([np.arange(n), np.arange(n), np.zeros(n)], -1)[None].astype("u1")),
        ):
            if n == 64:
                assert len(read_labels(data).found) == 64
            else:
                with pytest.raises(ImageError, match="more than 64 different values"):
                    read_labels(data, "mask.png")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_labels_of_all_slices(pack):
    volume = np.zeros((4, 5, 3), np.uint8)
    volume[0, 0, 1], volume[..., 2] = 9, 4
    _, found = labels_of_volume(pack(nifti_file(volume)), "mask.nii")
    assert [(one.key, one.share) for one in found] == [(0, 39 / 60), (4, 20 / 60), (9, 1 / 60)]
    one = read_labels(pack(nifti_file(volume)), axis=0, index=0)
    assert one.keys[0, 1] == 9
    assert [label.key for label in one.found] == [0, 4, 9]


def test_colours_of_all_slices():
    """A slice that is black altogether does not make its stack one of numbers."""
    stack = np.stack([COLOURS[SHAPE], COLOURS[SHAPE * 0]])
    data = tiff_file(stack, photometric="rgb")
    _, found = labels_of_volume(data)
    assert [one.colour for one in found] == [(0, 0, 0), (0, 0, 255), (255, 0, 0)]
    of = {one.key: n for n, one in enumerate(found)}
    assert not read_labels(data, index=1).classes(of).any()
    np.testing.assert_array_equal(
        read_labels(data, index=0).classes(of), np.array([0, 2, 1])[SHAPE]
    )


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (tiff_file(np.array([[0, -1]], np.int16)), "whole numbers"),
        (tiff_file(np.array([[0, 0.5]], np.float32)), "whole numbers"),
        (pillow_file(np.zeros((3, 3), np.uint8)), r"\(3, 3\).*\(2, 4\)"),
        (tiff_file(np.array([[[0, 0, 0.5], [0, 0, 0]]], np.float32), photometric="rgb"), "8 bits"),
    ],
)
def test_what_is_no_mask(data, advice):
    with pytest.raises(ImageError, match=advice) as caught:
        read_labels(data, "mask.png", (2, 4))
    assert str(caught.value).startswith("mask.png ")


def test_an_open_file():
    assert len(read_labels(io.BytesIO(pillow_file(SHAPE))).found) == 3

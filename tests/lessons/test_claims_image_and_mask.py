"""What the lesson on image and mask says is true."""

import numpy as np
import pytest

from segcore import load_subject, shuffle_pixels, subjects
from segview.scene import Code

EVERY = [pytest.param(s.id, marks=pytest.mark.oasis if s.downloaded else ()) for s in subjects()]


@pytest.fixture(params=EVERY)
def subject(request):
    return load_subject(request.param)


def roughness(image):
    return np.abs(np.diff(image, axis=0)).mean() + np.abs(np.diff(image, axis=1)).mean()


def test_shuffling_keeps_numbers_and_loses_the_picture(subject):
    image, labels = shuffle_pixels(0, subject.image, subject.binary_truth)
    for label in (0, 1):
        before = np.sort(subject.image[subject.binary_truth == label])
        np.testing.assert_array_equal(np.sort(image[labels == label]), before)
    assert roughness(image) > 2 * roughness(subject.image)


def test_the_mask_has_one_label_per_pixel(subject):
    assert subject.binary_truth.shape == subject.image.shape
    assert set(np.unique(subject.binary_truth)) == {0, 1}
    assert len(np.unique(subject.image)) > 100


def test_answers(subject, visit):
    """The panels stand as the answers say; the other tests here compute the rest."""
    screen = visit("image-and-mask", f"image={subject.id}")
    (row,) = screen.data("linked")[0]["rows"]
    assert [panel.get("name", panel["kind"]) for panel in row] == ["image", "truth", "histogram"]
    (right,) = screen.right("which-mask")
    assert right.startswith("The one in two plain colours")
    assert screen.right("shuffle") == ["Nothing: all bars stay as high as they were."]
    assert screen.right("address") == ["Near the bottom, to the left."]
    assert screen.right("slice") == ["No: it is another image, and needs a mask of its own."]


def test_addresses(subject):
    """Row 140 is near the bottom, column 30 near the left; swapped, top right."""
    height, width = subject.image.shape
    assert 0.75 < 140 / height < 1
    assert 30 / width < 0.25
    assert 30 / height < 0.25
    assert 140 / width > 0.6
    assert 1 - 140 / height < 0.25, "counted from the bottom, row 140 is near the top"
    assert height > 84
    assert width > 150 + 30


def test_slices_are_images_of_the_list(visit):
    """What shows a slice chooses it as the image, so that the list goes on working."""
    screen = visit("image-and-mask", "image=age-75")
    assert set(screen.controls) == {"image", "shuffled"}
    titles = dict(screen.controls["image"]["options"])
    assert sum("25 years" in title for title in titles.values()) == 3
    (asked,) = (q["then"] for q in screen.data("quiz") if q["key"] == "slice")
    assert asked["image"] == "upper-slice"
    for key in ("slice", "higher"):
        assert screen.at(screen.step(key).set).subject.id == "age-25"
        assert screen.at(screen.step(key).then).subject.id == "upper-slice"
    upper, middle = (load_subject(name).binary_truth.mean() for name in ("upper-slice", "age-25"))
    why = screen.why("slice", *screen.right("slice"))
    assert f"fills {upper:.0%} of this image, and {middle:.0%} of the middle one" in why


def test_an_egg_is_a_good_first_drawing_of_a_slice(visit):
    """An ellipse a tenth smaller than the brain on screen; not the whole image."""
    screen = visit("image-and-mask")
    step = screen.step("higher")
    shown, meant = screen.at(step.set).meant(step.where), screen.at(step.then).meant(step.where)
    ends = [(at.min(), at.max()) for at in np.nonzero(shown)]
    around = sum(
        ((index - (low + high) / 2) / (0.9 * (high - low) / 2)) ** 2
        for index, (low, high) in zip(np.indices(shown.shape), ends, strict=True)
    )
    egg = around <= 1
    assert 2 * (egg & meant).sum() / (egg.sum() + meant.sum()) > float(step.enough)


def test_slices_of_one_head_differ_and_their_tissues_do_not():
    upper, middle, lower = map(load_subject, ("upper-slice", "age-25", "lower-slice"))
    assert upper.binary_truth.mean() < middle.binary_truth.mean()
    for other in (upper, lower):
        assert (other.truth != middle.truth).mean() > 0.05
        for label in (1, 2, 3):
            here, there = (s.image[s.truth == label].mean() for s in (middle, other))
            assert here == pytest.approx(there, abs=0.03)


def test_the_page_shuffles_image_and_mask_alike(visit, unpack):
    plain, shuffled = visit("image-and-mask"), visit("image-and-mask", "shuffled=true")

    def sent(screen, name):
        (view,) = screen.data("linked")
        arrays = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
        return arrays[view["features"]["intensity"]["id"] if name == "image" else view[name]]

    for role in ("image", "truth"):
        one, two = sent(plain, role), sent(shuffled, role)
        assert (one != two).mean() > 0.3
        np.testing.assert_array_equal(np.bincount(one.ravel()), np.bincount(two.ravel()))


def test_the_numbers_on_screen_are_the_image(visit):
    (code,) = (part.text for part in visit("image-and-mask").parts if isinstance(part, Code))
    numbers = code.partition("\n")[2].replace("[", " ").replace("]", " ").split()
    expected = load_subject("age-25").image[80:84, 60:70].ravel()
    np.testing.assert_allclose([float(n) for n in numbers], expected, atol=0.00501)

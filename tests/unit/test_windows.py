import numpy as np
import pytest

from pages.neighbourhood.windows import crop, grey_range, look_alikes, magnify

IMAGE = np.arange(20).reshape(4, 5) / 20


def test_a_window_in_the_middle_and_one_over_the_corner():
    assert (crop(IMAGE, 2, 2, 3) == IMAGE[1:4, 1:4]).all()
    corner = crop(IMAGE, 0, 4, 3)
    assert corner.tolist() == [
        [0, 0, 0],
        [IMAGE[0, 3], IMAGE[0, 4], 0],
        [IMAGE[1, 3], IMAGE[1, 4], 0],
    ]


def test_the_middle_pixel_is_the_one_asked_for():
    for size in (1, 3, 101):
        assert crop(IMAGE, 3, 1, size)[size // 2, size // 2] == IMAGE[3, 1]


@pytest.mark.parametrize(("room", "times"), [(12, 4), (14, 4), (3, 1), (2, 1)])
def test_magnifying_repeats_pixels(room, times):
    window = crop(IMAGE, 2, 2, 3)
    np.testing.assert_array_equal(magnify(window, room), np.kron(window, np.ones((times, times))))


def test_a_range_around_a_grey():
    assert grey_range(IMAGE, (2, 0), 0.05) == pytest.approx((0.45, 0.55))


@pytest.mark.parametrize(("row", "column", "size"), [(0, 0, 2), (0, 0, 0), (4, 0, 3), (0, -1, 3)])
def test_what_has_no_middle_in_the_image_is_refused(row, column, size):
    with pytest.raises(ValueError, match=r"size|not in"):
        crop(IMAGE, row, column, size)


def test_look_alikes_differ_in_their_surroundings():
    image = np.zeros((20, 40))
    image[4:16, 4:16] = 0.5  # a block of foreground ...
    image[10, 30] = 0.5  # ... a lonely pixel of the same grey ...
    image[5:9, 20:24] = 0.5  # ... and a group of them
    truth = np.zeros(image.shape, int)
    truth[4:16, 4:16] = 1
    inside, outside = look_alikes(image, truth, size=3)
    assert outside == (10, 30)
    assert truth[inside] == 1
    assert image[inside[0] - 1 : inside[0] + 2, inside[1] - 1 : inside[1] + 2].min() == 0.5


def test_without_an_equal_pixel_the_nearest_counts():
    image = np.array([[0.1, 0.5, 0.2, 0.9]])
    assert look_alikes(image, np.array([[0, 1, 0, 0]])) == ((0, 1), (0, 2))

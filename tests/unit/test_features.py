"""Filters against naive loops, closed forms and SciPy called directly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from segcore.features import FILTERS, FeatureSpace, feature_space, parse_spec, spec_title, thin

IMAGE = np.random.default_rng(3).random((13, 17))


def feature(image, spec):
    space = feature_space(image, [spec])
    return space.to_image(space.values[:, 0])


def in_windows(function, image, size):
    """Apply a function to every window, one by one; borders repeat the image mirrored."""
    half = size // 2
    padded = np.pad(image, half, mode="symmetric")
    height, width = image.shape
    return np.array(
        [
            [function(padded[r : r + size, c : c + size]) for c in range(width)]
            for r in range(height)
        ]
    )


@pytest.mark.parametrize("size", [1, 3, 7])
@pytest.mark.parametrize(
    ("name", "function"), [("mean", np.mean), ("median", np.median), ("std", np.std)]
)
def test_windows_equal_a_naive_loop(name, function, size):
    expected = in_windows(function, IMAGE, size)
    np.testing.assert_allclose(feature(IMAGE, f"{name}:{size}"), expected, atol=1e-7)


def test_mean_of_a_hand_made_image():
    image = np.array([[0, 0, 0], [0, 9, 0], [0, 0, 9]])
    assert feature(image, "mean:3")[1, 1] == pytest.approx(2)


def test_std_is_a_number_where_all_is_even():
    image = np.full((30, 30), 0.1) + 1e-9 * IMAGE[0, 0]
    image[:10] = 0.7
    std = feature(image, "std:5")
    assert np.isfinite(std).all()
    np.testing.assert_allclose(std[20:], 0, atol=1e-7)
    assert std[10].min() > 0.1


@pytest.mark.parametrize("sigma", [0, 0.7, 5])
def test_gaussian_is_scipys(sigma):
    expected = ndimage.gaussian_filter(IMAGE, sigma)
    np.testing.assert_array_equal(feature(IMAGE, f"gaussian:{sigma}"), expected)


def test_gaussian_of_a_dot_is_the_bell_curve():
    image = np.zeros((41, 41))
    image[20, 20] = 1
    y, x = np.mgrid[-20:21, -20:21]
    bell = np.exp(-(x**2 + y**2) / (2 * 3**2)) / (2 * np.pi * 3**2)
    np.testing.assert_allclose(feature(image, "gaussian:3"), bell, atol=2e-5)


def test_difference_of_gaussians():
    expected = ndimage.gaussian_filter(IMAGE, 2) - ndimage.gaussian_filter(IMAGE, 3.2)
    np.testing.assert_allclose(feature(IMAGE, "dog:2"), expected, atol=1e-15)


def test_gradient_is_the_slope_of_the_blurred_image():
    image = ndimage.gaussian_filter(np.random.default_rng(0).random((60, 60)), 2)
    slope = np.hypot(*np.gradient(ndimage.gaussian_filter(image, 4)))
    inside = (slice(3, -3), slice(3, -3))
    found = feature(image, "gradient:4")
    np.testing.assert_allclose(found[inside], slope[inside], atol=0.02 * slope.max())


def test_gradient_of_a_slope_is_its_steepness():
    y, x = np.mgrid[:60, :60]
    image = 0.003 * y + 0.004 * x
    np.testing.assert_allclose(feature(image, "gradient:2")[20:40, 20:40], 0.005, rtol=1e-3)


def bowl(bend_down, bend_across):
    y, x = np.mgrid[-30:31, -30:31]
    return (bend_down * y**2 + bend_across * x**2) / 2


@pytest.mark.parametrize(("down", "across"), [(0.02, 0.005), (-0.02, 0.005), (-0.004, -0.03)])
def test_second_derivatives_of_a_bowl_are_its_bends(down, across):
    image = bowl(down, across)
    centre = (30, 30)
    assert feature(image, "hessian-large:2")[centre] == pytest.approx(max(down, across), rel=0.02)
    assert feature(image, "hessian-small:2")[centre] == pytest.approx(min(down, across), rel=0.02)
    assert feature(image, "laplacian:2")[centre] == pytest.approx(down + across, rel=0.02)


def test_second_derivatives_tell_dark_from_bright():
    image = np.full((31, 31), 0.5)
    image[:, 8] = 0
    image[:, 22] = 1
    for spec in ("laplacian:2", "hessian-large:2"):
        assert feature(image, spec).argmax(axis=1).tolist() == [8] * 31
    assert feature(image, "hessian-small:2").argmin(axis=1).tolist() == [22] * 31
    assert feature(image, "dog:2").argmax(axis=1).tolist() == [22] * 31


def test_positions_and_intensity():
    image = np.arange(6).reshape(2, 3)
    space = feature_space(image, ["intensity", "row", "column"])
    assert space.values.tolist() == [
        [0, 0, 0],
        [1, 0, 0.5],
        [2, 0, 1],
        [3, 1, 0],
        [4, 1, 0.5],
        [5, 1, 1],
    ]


def test_noise_depends_on_the_seed_alone():
    first = feature(IMAGE, "noise:1")
    np.testing.assert_array_equal(first, feature(np.zeros_like(IMAGE), "noise:1"))
    assert (first != feature(IMAGE, "noise:2")).all()
    assert first.min() >= 0
    assert first.max() < 1
    assert np.unique(first).size == first.size


def test_rows_are_pixels_and_go_back_to_the_image():
    space = feature_space(IMAGE, ["gaussian:1", "intensity"])
    assert space.shape == IMAGE.shape
    assert space.values.shape == (IMAGE.size, 2)
    assert space.values.dtype == np.float64
    np.testing.assert_array_equal(space.to_image(space.values[:, 1]), IMAGE)
    np.testing.assert_array_equal(space.values[5 * 17 + 4, 1], IMAGE[5, 4])


def test_whole_numbers_are_computed_with_as_floats():
    image = np.random.default_rng(1).integers(0, 256, (9, 9), dtype=np.uint8)
    expected = ndimage.gaussian_filter(image.astype(float), 1)
    np.testing.assert_array_equal(feature(image, "gaussian:1"), expected)


def test_features_leave_the_image_alone():
    image = IMAGE.copy()
    feature_space(image, list(FILTERS)).values[:] = 7
    np.testing.assert_array_equal(image, IMAGE)


@pytest.mark.parametrize(
    ("spec", "name", "title"),
    [
        ("intensity", "intensity", "Intensity"),
        ("gaussian:5.0", "gaussian:5", "Gaussian blur, σ = 5"),
        ("gaussian", "gaussian:5", "Gaussian blur, σ = 5"),
        ("gradient:2.5", "gradient:2.5", "Gradient magnitude, σ = 2.5"),
        ("mean:7", "mean:7", "Window mean, 7 × 7"),
        ("noise:01", "noise:1", "Random numbers, seed 1"),
    ],
)
def test_names_are_canonical_and_have_titles(spec, name, title):
    space = feature_space(IMAGE, [spec])
    assert space.names == (name,)
    assert space.titles == (title,)


@settings(deadline=None)
@given(st.floats(0.5, 30))
def test_a_canonical_name_means_the_same_filter(sigma):
    name, value = parse_spec(f"gradient:{sigma!r}")
    assert (name, value) == ("gradient", sigma)
    assert parse_spec(f"{name}:{value}") == (name, value)


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_works_over_its_whole_range(name):
    chosen = FILTERS[name]
    specs = [name]
    if chosen.parameter:
        specs += [f"{name}:{chosen.lowest}", f"{name}:{chosen.highest}"]
        specs += [f"{name}:{chosen.lowest + chosen.step}"]
    space = feature_space(IMAGE, specs)
    assert np.isfinite(space.values).all()
    assert len({spec_title(spec) for spec in specs}) == len(set(space.names))
    assert chosen.explanation.endswith(".")


@pytest.mark.parametrize(
    "spec",
    [
        "gaussian:x",
        "gaussian:",
        "gaussian:-1",
        "gaussian:1e9",
        "gaussian:nan",
        "gaussian:5:5",
        "gradient:0",
        "mean:4",
        "mean:2.5",
        "noise:0.5",
        "row:1",
    ],
)
def test_a_malformed_spec_is_named(spec):
    with pytest.raises(ValueError, match=f'"{spec}" is not a feature'):
        feature_space(IMAGE, ["intensity", spec])


@pytest.mark.parametrize("spec", ["", "gauss:5", "Gaussian:5", ":"])
def test_an_unknown_filter_is_answered_with_the_known_ones(spec):
    with pytest.raises(ValueError, match="choose from intensity, gaussian, mean, median"):
        feature_space(IMAGE, [spec])


def test_no_features_and_no_image_are_errors():
    with pytest.raises(ValueError, match="at least one feature"):
        feature_space(IMAGE, [])
    with pytest.raises(ValueError, match=r"\(H, W\)"):
        feature_space(IMAGE[None], ["intensity"])
    with pytest.raises(ValueError, match="1 of the 2 numbers of the image are NaN"):
        feature_space(np.array([[0.5, np.nan]]), ["gaussian:5"])


def test_columns_as_images_and_back():
    space = feature_space(IMAGE, ["intensity", "gaussian:2", "row"])
    np.testing.assert_array_equal(space.images[0], IMAGE)
    np.testing.assert_allclose(space.images[2][:, 0], np.arange(13) / 12)
    again = FeatureSpace.from_images(space.names, list(space.images))
    np.testing.assert_array_equal(again.values, space.values)
    assert (again.names, again.shape) == (space.names, (13, 17))
    assert all(column.flags.c_contiguous for column in again.values.T)


@pytest.mark.parametrize("step", [1, 2, 3, 7])
def test_thinning_keeps_features_and_places(step):
    space = feature_space(IMAGE, ["intensity", "gaussian:2", "row"])
    thinned = thin(space, step)
    assert thinned.names == space.names
    for column in range(3):
        whole = space.to_image(space.values[:, column])
        kept = thinned.to_image(thinned.values[:, column])
        np.testing.assert_array_equal(kept, whole[::step, ::step])


@pytest.mark.parametrize("name", [name for name, each in FILTERS.items() if each.ends])
@given(arrays(float, (5, 6), elements=st.floats(0, 1)), st.integers(0, 2))
def test_no_value_lies_beyond_the_ends(name, image, which):
    low, high = FILTERS[name].ends
    chosen = FILTERS[name]
    number = (chosen.lowest, chosen.default, chosen.highest)[which]
    values = feature(image, name if number is None else f"{name}:{number:g}")
    assert low - 1e-12 <= values.min() <= values.max() <= high + 1e-12


@pytest.mark.parametrize("name", ["intensity", "gaussian", "mean", "median"])
def test_an_average_reaches_both_ends(name):
    assert FILTERS[name].ends == (0, 1)
    assert feature(np.zeros((5, 6)), name).max() == pytest.approx(0)
    assert feature(np.ones((5, 6)), name).min() == pytest.approx(1)


@pytest.mark.parametrize("name", [name for name, each in FILTERS.items() if not each.ends])
def test_without_ends_the_values_depend_on_the_parameter(name):
    """Of one bright pixel, each filter makes less the larger it is."""
    dot = np.zeros((61, 61))
    dot[30, 30] = 1
    lengths = [np.ptp(feature(dot, f"{name}:{parameter}")) for parameter in (1, 3, 9)]
    assert max(lengths) > 1.2 * min(lengths)

"""Feature spaces: what is measured at every pixel, one row per pixel, one column per feature."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from skimage.feature import hessian_matrix, hessian_matrix_eigvals

from segcore.validation import check_finite


@dataclass(frozen=True)
class Filter:
    """One way to compute a feature from an image.

    Attributes
    ----------
    title : str
        Name for people.
    explanation : str
        One sentence on what the feature measures.
    function : callable
        ``function(image)``, or ``function(image, parameter)`` if there is a parameter; returns
        an array of the image's shape.
    parameter : {"sigma", "size", "seed"} or None
        Sigma (standard deviation) and size (window width, odd) are in pixels.
    default, lowest, highest, step : float or None
        The parameter's usual value, its allowed range, and a step that suits a slider; every
        multiple of the step above `lowest` is allowed. None without a parameter.
    ends : (float, float) or None
        Least and largest value that images in [0, 1] can give. None where these depend on the
        parameter.
    """

    title: str
    explanation: str
    function: Callable[..., np.ndarray]
    parameter: str | None = None
    default: float | None = None
    lowest: float | None = None
    highest: float | None = None
    step: float | None = None
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class FeatureSpace:
    """One row per pixel, in row-major order, and one column per feature.

    Attributes
    ----------
    names : tuple of str
        Canonical specs, one per column, such as ``"gaussian:5"``.
    values : (H * W, d) float64 ndarray
        Raw feature values, not rescaled; each column is contiguous in memory.
    shape : (int, int)
        Height and width of the image, in pixels.
    """

    names: tuple[str, ...]
    values: np.ndarray
    shape: tuple[int, int]

    @classmethod
    def from_images(cls, names, images):
        """Make one column of each image, ``(H, W)``.

        Parameters
        ----------
        names : tuple of d str
            Canonical specs.
        images : sequence of d arrays of one shape, (H, W)

        Returns
        -------
        FeatureSpace
        """
        return cls(names, np.reshape(images, (len(names), -1)).T, np.shape(images)[1:])

    @property
    def images(self):
        """The columns as images, ``(d, H, W)``, in memory that they share."""
        return self.values.T.reshape(-1, *self.shape)

    @property
    def titles(self):
        """Names for people, one per column, such as ``"Gaussian blur, σ = 5"``."""
        return tuple(spec_title(name) for name in self.names)

    def to_image(self, labels):
        """Put one value per pixel back where the pixels came from.

        Parameters
        ----------
        labels : (H * W,) array_like

        Returns
        -------
        (H, W) array
        """
        return np.reshape(labels, self.shape)


def feature_space(image, specs):
    """Compute features of every pixel.

    Parameters
    ----------
    image : (H, W) array_like
        Grey levels; computed with as float64.
    specs : sequence of str
        One spec per feature: the name of one of `FILTERS`, and after a colon its parameter.
        ``["intensity", "gaussian:5", "mean:7"]`` are a pixel's own intensity, the intensities
        around it blurred with σ = 5 pixels, and their mean in a window of 7 × 7 pixels.
        Without a number, as in ``"gaussian"``, the filter's default applies.

    Returns
    -------
    FeatureSpace

    Raises
    ------
    ValueError
        If a spec is unknown, malformed or out of range, if there is none, if the image is not
        two-dimensional, or if a grey level is NaN or infinite: filters would spread it.
    """
    image = np.asarray(image, dtype=float)
    if image.ndim != 2:
        raise ValueError(f"A feature space needs an image of shape (H, W), not {image.shape}.")
    check_finite(image)
    if not specs:
        raise ValueError("A feature space needs at least one feature.")
    parsed = [parse_spec(spec) for spec in specs]
    names = tuple(":".join(map(str, parts)) for parts in parsed)
    images = [FILTERS[name].function(image, *parameter) for name, *parameter in parsed]
    return FeatureSpace.from_images(names, images)


def thin(space, step=2):
    """Keep every `step`-th row and column of a feature space; features stay what they were.

    Parameters
    ----------
    space : FeatureSpace
    step : int

    Returns
    -------
    FeatureSpace
        Its labels are ``labels[::step, ::step]``.
    """
    return FeatureSpace.from_images(space.names, space.images[:, ::step, ::step])


def parse_spec(spec):
    """Split a spec into the filter's name and, if the filter has one, its parameter.

    Parameters
    ----------
    spec : str
        For example ``"gaussian:5"``.

    Returns
    -------
    tuple
        ``("gaussian", 5)``, or ``("row",)`` for a filter without a parameter.

    Raises
    ------
    ValueError
        If the filter is unknown or its parameter is malformed or out of range.
    """
    name, colon, text = spec.partition(":")
    if name not in FILTERS:
        raise ValueError(f'There is no feature "{spec}": choose from {", ".join(FILTERS)}.')
    chosen = FILTERS[name]
    if chosen.parameter is None:
        if colon:
            raise ValueError(f'"{spec}" is not a feature: "{name}" takes no number.')
        return (name,)
    try:
        value = float(text) if colon else chosen.default
    except ValueError:
        value = np.nan
    fits = chosen.parameter == "sigma" or (value - chosen.lowest) % chosen.step == 0
    if not (chosen.lowest <= value <= chosen.highest and fits):
        kind = {"sigma": "a number", "size": "an odd number", "seed": "a whole number"}
        raise ValueError(
            f'"{spec}" is not a feature: the {chosen.parameter} of "{name}" is '
            f"{kind[chosen.parameter]} from {chosen.lowest:g} to {chosen.highest:g}."
        )
    return name, int(value) if value == int(value) else value


def spec_title(spec):
    """Name a spec for people.

    Parameters
    ----------
    spec : str
        For example ``"gaussian:5"``.

    Returns
    -------
    str
        For example ``"Gaussian blur, σ = 5"``.

    Raises
    ------
    ValueError
        As `parse_spec`.
    """
    name, *parameter = parse_spec(spec)
    title = FILTERS[name].title
    match FILTERS[name].parameter:
        case "sigma":
            return f"{title}, σ = {parameter[0]}"
        case "size":
            return f"{title}, {parameter[0]} × {parameter[0]}"
        case "seed":
            return f"{title}, seed {parameter[0]}"
    return title


def intensity(image):
    """Take the grey level of the pixel itself.

    Parameters
    ----------
    image : (H, W) float64 ndarray

    Returns
    -------
    (H, W) float64 ndarray
        The image, not a copy.
    """
    return image


def gaussian(image, sigma):
    """Average the pixels around, with weights that fall off like a Gaussian.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    sigma : float
        Standard deviation of the Gaussian, in pixels; 0 leaves the image as it is.

    Returns
    -------
    (H, W) float64 ndarray
        On the scale of the image. Beyond its border lies its mirror image, as for all filters here.

    References
    ----------
    J. J. Koenderink, "The structure of images", Biological Cybernetics 50 (1984) 363-370.
    """
    return ndimage.gaussian_filter(image, sigma)


def window_mean(image, size):
    """Average a square window around the pixel, where all pixels count the same.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    size : int
        Width of the window in pixels, odd.

    Returns
    -------
    (H, W) float64 ndarray
        On the scale of the image.
    """
    return ndimage.uniform_filter(image, size)


def window_median(image, size):
    """Take the middle one of the grey levels in a square window.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    size : int
        Width of the window in pixels, odd.

    Returns
    -------
    (H, W) float64 ndarray
        On the scale of the image.

    References
    ----------
    T. S. Huang, G. J. Yang and G. Y. Tang, "A fast two-dimensional median filtering algorithm",
    IEEE Transactions on Acoustics, Speech, and Signal Processing 27 (1979) 13-18.
    """
    return ndimage.median_filter(image, size)


def window_std(image, size):
    """Measure how much the grey levels in a square window differ: their standard deviation.

    It is the root of the mean square minus the squared mean, of grey levels around their overall
    mean, where rounding harms least.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    size : int
        Width of the window in pixels, odd.

    Returns
    -------
    (H, W) float64 ndarray
        In units of the image, at least 0.
    """
    centred = image - image.mean()
    variance = window_mean(centred**2, size) - window_mean(centred, size) ** 2
    return np.sqrt(np.maximum(variance, 0))  # rounding can leave -1e-18 where all is even


def gradient_magnitude(image, sigma):
    """Measure how steeply the blurred image rises or falls.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    sigma : float
        Standard deviation of the Gaussian, in pixels.

    Returns
    -------
    (H, W) float64 ndarray
        Length of the gradient, in units of the image per pixel.

    References
    ----------
    J. Canny, "A computational approach to edge detection", IEEE Transactions on Pattern Analysis
    and Machine Intelligence 8 (1986) 679-698.
    """
    return ndimage.gaussian_gradient_magnitude(image, sigma)


def laplacian(image, sigma):
    """Add up how the blurred image bends along both axes: the Laplacian of Gaussian.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    sigma : float
        Standard deviation of the Gaussian, in pixels.

    Returns
    -------
    (H, W) float64 ndarray
        In units of the image per square pixel: above 0 in dark spots, below 0 in bright ones.

    References
    ----------
    D. Marr and E. Hildreth, "Theory of edge detection", Proceedings of the Royal Society B 207
    (1980) 187-217.
    """
    return ndimage.gaussian_laplace(image, sigma)


def difference_of_gaussians(image, sigma):
    """Subtract more blur from a little blur.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    sigma : float
        Standard deviation of the little blur, in pixels; the other is 1.6 times as wide.

    Returns
    -------
    (H, W) float64 ndarray
        In units of the image.

    References
    ----------
    D. Marr and E. Hildreth, "Theory of edge detection", Proceedings of the Royal Society B 207
    (1980) 187-217: at a ratio of 1.6 it comes close to the Laplacian.
    """
    return gaussian(image, sigma) - gaussian(image, 1.6 * sigma)


def hessian_eigenvalues(image, sigma):
    """Measure how the blurred image bends most upward and most downward, in any direction.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    sigma : float
        Standard deviation of the Gaussian, in pixels.

    Returns
    -------
    (2, H, W) float64 ndarray
        The larger and the smaller eigenvalue of the Hessian matrix at each pixel, in units of the
        image per square pixel.

    References
    ----------
    A. F. Frangi, W. J. Niessen, K. L. Vincken and M. A. Viergever, "Multiscale vessel enhancement
    filtering", MICCAI 1998, Lecture Notes in Computer Science 1496, 130-137.
    """
    hessian = hessian_matrix(image, sigma, mode="reflect", use_gaussian_derivatives=True)
    return hessian_matrix_eigvals(hessian)


def hessian_large(image, sigma):
    """Take the larger of the `hessian_eigenvalues`.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    sigma : float
        Standard deviation of the Gaussian, in pixels.

    Returns
    -------
    (H, W) float64 ndarray
        In units of the image per square pixel; large along dark lines.
    """
    return hessian_eigenvalues(image, sigma)[0]


def hessian_small(image, sigma):
    """Take the smaller of the `hessian_eigenvalues`.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    sigma : float
        Standard deviation of the Gaussian, in pixels.

    Returns
    -------
    (H, W) float64 ndarray
        In units of the image per square pixel; far below 0 along bright lines.
    """
    return hessian_eigenvalues(image, sigma)[1]


def row(image):
    """Tell how far down each pixel lies, whatever its grey level.

    Parameters
    ----------
    image : (H, W) float64 ndarray

    Returns
    -------
    (H, W) float64 ndarray
        From 0 in the first row to 1 in the last; 0 where there is one row.
    """
    height, width = image.shape
    return np.repeat(np.linspace(0, 1, height)[:, None], width, axis=1)


def column(image):
    """Tell how far right each pixel lies, whatever its grey level.

    Parameters
    ----------
    image : (H, W) float64 ndarray

    Returns
    -------
    (H, W) float64 ndarray
        From 0 in the first column to 1 in the last; 0 where there is one column.
    """
    return row(image.T).T


def noise(image, seed):
    """Draw a random number for each pixel, whatever its grey level.

    Parameters
    ----------
    image : (H, W) float64 ndarray
    seed : int
        The same seed gives the same numbers.

    Returns
    -------
    (H, W) float64 ndarray
        Uniform in [0, 1).
    """
    return np.random.default_rng(seed).random(image.shape)


def _blur(title, explanation, function, default, lowest=0.5, ends=None):
    """Filter that works at a scale sigma."""
    return Filter(title, explanation, function, "sigma", default, lowest, 30, 0.5, ends)


def _window(title, explanation, function, default, highest=31, ends=None):
    """Filter that works in a square window."""
    return Filter(title, explanation, function, "size", default, 1, highest, 2, ends)


FILTERS: dict[str, Filter] = {
    "intensity": Filter("Intensity", "The grey level of the pixel itself.", intensity, ends=(0, 1)),
    "gaussian": _blur(
        "Gaussian blur",
        "The average of the pixels around, where near ones count more than far ones.",
        gaussian,
        default=5,
        lowest=0,
        ends=(0, 1),
    ),
    "mean": _window(
        "Window mean",
        "The average of a square window around the pixel, where all pixels count the same.",
        window_mean,
        default=7,
        ends=(0, 1),
    ),
    "median": _window(
        "Window median",
        "The middle one of the grey levels in a window, which ignores a few odd pixels.",
        window_median,
        default=5,
        highest=15,
        ends=(0, 1),
    ),
    "std": _window(
        "Window standard deviation",
        "How much the grey levels in a window differ, which is large at edges and in textures.",
        window_std,
        default=7,
    ),
    "gradient": _blur(
        "Gradient magnitude",
        "How steeply the blurred image rises or falls, which is large at edges.",
        gradient_magnitude,
        default=5,
    ),
    "laplacian": _blur(
        "Laplacian of Gaussian",
        "Above zero in dark spots and below zero in bright spots of about this size.",
        laplacian,
        default=3,
    ),
    "dog": _blur(
        "Difference of Gaussians",
        "A little blur minus more blur: above zero where a pixel outshines its surroundings.",
        difference_of_gaussians,
        default=2,
    ),
    "hessian-large": _blur(
        "Larger Hessian eigenvalue",
        "The strongest upward bend of the grey levels, which is large along dark lines.",
        hessian_large,
        default=2,
    ),
    "hessian-small": _blur(
        "Smaller Hessian eigenvalue",
        "The strongest downward bend of the grey levels, far below zero along bright lines.",
        hessian_small,
        default=2,
    ),
    "row": Filter("Row", "How far down the pixel lies, from 0 at the top to 1.", row, ends=(0, 1)),
    "column": Filter(
        "Column", "How far right the pixel lies, from 0 at the left to 1.", column, ends=(0, 1)
    ),
    "noise": Filter(
        "Random numbers",
        "A number from 0 to 1 drawn at random, which knows nothing about the pixel.",
        noise,
        parameter="seed",
        default=1,
        lowest=0,
        highest=9999,
        step=1,
        ends=(0, 1),
    ),
}
"""Every filter by the name that specs use; a new filter is one function and one entry here."""

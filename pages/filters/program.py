"""Filters: two features of your choice, and how well a majority vote on them does."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy import ndimage
from skimage.feature import hessian_matrix, hessian_matrix_eigvals

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
x = "intensity"
x_sigma = 5.0
x_size = 7
y = "gaussian"
y_sigma = 5.0
y_size = 7

# %% Read the image and its ground truth
im, mask = read(image)
if image == "textures":
    names = ["gravel", "brick", "grass"]
    colours = ["#61bef3", "#fff457", "#017b5c"]
else:
    names = ["background", "CSF", "grey matter", "white matter"]
    colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]


# %% Two features
def window_deviation(im, size):
    """Standard deviation in a window around each pixel: mean of squares minus squared mean."""
    centred = im - im.mean()
    mean = ndimage.uniform_filter(centred, size)
    variance = ndimage.uniform_filter(centred**2, size) - mean**2
    return np.sqrt(np.maximum(variance, 0))


def hessian_eigenvalues(im, sigma):
    """How strongly the grey levels bend, at most and at least."""
    hessian = hessian_matrix(im, sigma, mode="reflect", use_gaussian_derivatives=True)
    return hessian_matrix_eigvals(hessian)


if x == "intensity":
    across = im
elif x == "gaussian":
    across = ndimage.gaussian_filter(im, x_sigma)
elif x == "mean":
    across = ndimage.uniform_filter(im, x_size)
elif x == "median":
    across = ndimage.median_filter(im, x_size)
elif x == "std":
    across = window_deviation(im, x_size)
elif x == "gradient":
    across = ndimage.gaussian_gradient_magnitude(im, x_sigma)
elif x == "laplacian":
    across = ndimage.gaussian_laplace(im, x_sigma)
elif x == "dog":
    across = ndimage.gaussian_filter(im, x_sigma) - ndimage.gaussian_filter(im, 1.6 * x_sigma)
elif x == "hessian-large":
    across = hessian_eigenvalues(im, x_sigma)[0]
elif x == "hessian-small":
    across = hessian_eigenvalues(im, x_sigma)[1]
elif x == "row":
    across = np.repeat(np.linspace(0, 1, im.shape[0])[:, None], im.shape[1], axis=1)
elif x == "column":
    across = np.repeat(np.linspace(0, 1, im.shape[1])[None, :], im.shape[0], axis=0)
else:
    across = np.random.default_rng(1).random(im.shape)

if y == "intensity":
    up = im
elif y == "gaussian":
    up = ndimage.gaussian_filter(im, y_sigma)
elif y == "mean":
    up = ndimage.uniform_filter(im, y_size)
elif y == "median":
    up = ndimage.median_filter(im, y_size)
elif y == "std":
    up = window_deviation(im, y_size)
elif y == "gradient":
    up = ndimage.gaussian_gradient_magnitude(im, y_sigma)
elif y == "laplacian":
    up = ndimage.gaussian_laplace(im, y_sigma)
elif y == "dog":
    up = ndimage.gaussian_filter(im, y_sigma) - ndimage.gaussian_filter(im, 1.6 * y_sigma)
elif y == "hessian-large":
    up = hessian_eigenvalues(im, y_sigma)[0]
elif y == "hessian-small":
    up = hessian_eigenvalues(im, y_sigma)[1]
elif y == "row":
    up = np.repeat(np.linspace(0, 1, im.shape[0])[:, None], im.shape[1], axis=1)
elif y == "column":
    up = np.repeat(np.linspace(0, 1, im.shape[1])[None, :], im.shape[0], axis=0)
else:
    up = np.random.default_rng(1).random(im.shape)


# %% Cut the plane into 32 × 32 cells; each gets the class of most of its pixels
def cut(feature):
    """Number, from 0 to 31, of the strip that each pixel falls into."""
    return np.digitize(feature, feature.min() + np.ptp(feature) * np.arange(1, 32) / 32)


votes = np.zeros((32, 32, len(names)), dtype=int)
np.add.at(votes, (cut(across), cut(up), mask), 1)
result = votes.argmax(axis=2)[cut(across), cut(up)]

# %% Score
scores = dice_per_class(mask, result)
for name, score in zip(names, scores, strict=True):
    print(f"Dice of {name}: {score:.3f}")
dice = np.mean(scores)
print(f"Mean: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": len(names) - 1}
plt.figure(figsize=(16, 8), layout="constrained")
plt.subplot(2, 4, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(2, 4, 2, title=x).imshow(across, cmap="gray")
plt.subplot(2, 4, 3, title=y).imshow(up, cmap="gray")
plt.subplot(2, 4, 4, title="Ground truth").imshow(mask, **look)
plt.subplot(2, 4, 5, title=f"Majority, mean Dice {dice:.3f}").imshow(result, **look)
plt.subplot(2, 4, 6, title="Ground truth", xlabel=x, ylabel=y)
plt.scatter(across.ravel(), up.ravel(), s=1, c=mask.ravel(), **look)
plt.subplot(2, 4, 7, title="Majority", xlabel=x, ylabel=y)
plt.scatter(across.ravel(), up.ravel(), s=1, c=result.ravel(), **look)
plt.show()

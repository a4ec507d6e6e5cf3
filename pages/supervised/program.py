"""Learning from labels: the same feature space with and without somebody who knows."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter

from segview.programs.shared import read

# %% Settings
image = "age-25"
method = "nearest mean"
target = "white matter"
seed = 0
known = True
labels = [
    [9, 111, 0],
    [31, 186, 0],
    [90, 12, 0],
    [145, 43, 0],
    [166, 96, 0],
    [31, 58, 0],
    [66, 175, 0],
    [88, 83, 0],
    [104, 109, 0],
    [142, 93, 0],
    [37, 50, 0],
    [62, 160, 0],
    [87, 50, 0],
    [111, 172, 0],
    [136, 121, 0],
    [51, 57, 1],
    [67, 40, 1],
    [85, 141, 1],
    [108, 139, 1],
    [123, 71, 1],
]

# %% Read the image
im, truth = read(image)

# %% Data set: one row per pixel, two numbers per row
data = np.column_stack([im.ravel(), gaussian_filter(im, 5).ravel()])


# %% Segment
def distances(data, centres):
    """Squared distance from each centre to each row."""
    return np.array([((data - centre) ** 2).sum(axis=1) for centre in centres])


if method == "nearest mean":
    # Each mark (row, column, label) stands for a disc of radius 2
    taught = np.full(im.shape, -1)
    row, column = np.indices(im.shape)
    for r, c, label in labels:
        taught[(row - r) ** 2 + (column - c) ** 2 <= 2**2] = label
    classes = np.unique(taught[taught >= 0])
    centres = [data[taught.ravel() == label].mean(axis=0) for label in classes]
    result = classes[distances(data, centres).argmin(axis=0)].reshape(im.shape)
else:
    # K-means from a random pixel and another one, preferably far from it
    random = np.random.default_rng(seed)
    centres = data[[random.integers(len(data))]]
    far = distances(data, centres)[0]
    centres = np.vstack([centres, data[random.choice(len(data), p=far / far.sum())]])
    clusters, before = distances(data, centres).argmin(axis=0), None
    while not np.array_equal(clusters, before):
        for cluster in np.unique(clusters):
            centres[cluster] = data[clusters == cluster].mean(axis=0)
        before = clusters
        clusters = distances(data, centres).argmin(axis=0)
    result = clusters.reshape(im.shape)

# %% Score with the ground truth
if known:
    if target == "brain":
        mask = truth > 0
    else:
        mask = truth == 3
    found = result == 1
    dice = 2 * np.sum(mask & found) / (np.sum(mask) + np.sum(found))
    print(f"Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(["#61bef3", "#fff457"]), "vmin": 0, "vmax": 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
if method == "nearest mean":
    for r, c, label in labels:
        plt.plot(c, r, "s", color=look["cmap"](label), markeredgecolor="black")
if known:
    plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 4, 3, title="Result").imshow(result, **look)
plt.subplot(1, 4, 4, title="Feature space", xlabel="intensity", ylabel="blurred intensity")
plt.scatter(*data.T, s=1, c=result.ravel(), **look)
plt.plot(*np.transpose(centres), "ko")
plt.show()

"""Clustering in two dimensions: k-means on the intensity and on the blurred intensity."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter

from segview.programs.shared import read

# %% Settings
image = "age-25"
sigma = 5.0
steps = 30
shuffled = False
centres = [[0.3, 0.3], [0.5, 0.1]]

# %% Read the image and its ground truth
im, labels = read(image)
mask = labels > 0

# %% Blur
blurred = gaussian_filter(im, sigma)

# %% Data set: one row per pixel, two numbers per row
data = np.column_stack([im.ravel(), blurred.ravel()])

# %% Give every pixel another place; it takes its two numbers and its label along
if shuffled:
    order = np.random.default_rng(0).permutation(im.size)
    data = data[order]
    mask = mask.ravel()[order].reshape(im.shape)
    im, blurred = data.T.reshape(2, *im.shape)


# %% K-means
def nearest(data, centres):
    """Number of the centre that is nearest to each row."""
    distances = [((data - centre) ** 2).sum(axis=1) for centre in centres]
    return np.argmin(distances, axis=0)


if steps == 30:
    steps = 600  # or fewer: until no pixel changes its cluster

centres = np.array(centres)
labels = nearest(data, centres)
for step in range(steps):
    if step % 2 == 0:  # move
        for label in np.unique(labels):
            centres[label] = data[labels == label].mean(axis=0)
    else:  # assign
        before = labels
        labels = nearest(data, centres)
        if np.array_equal(labels, before):
            break

# %% Back to an image
result = labels.reshape(im.shape)

# %% Score
brain = result == 1
dice = 2 * np.sum(mask & brain) / (np.sum(mask) + np.sum(brain))
print(f"Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(["#61bef3", "#fff457"]), "vmin": 0, "vmax": 1}
plt.figure(figsize=(12, 8), layout="constrained")
plt.subplot(2, 3, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(2, 3, 2, title=f"Blurred, σ = {sigma:g}").imshow(blurred, cmap="gray")
plt.subplot(2, 3, 3, title="Ground truth").imshow(mask, **look)
plt.subplot(2, 3, 4, title=f"K-means, Dice {dice:.3f}").imshow(result, **look)
plt.subplot(2, 3, 5, title="Feature space", xlabel="intensity", ylabel="blurred intensity")
plt.scatter(*data.T, s=1, c=mask.ravel(), **look)
plt.subplot(2, 3, 6, title="Clustered", xlabel="intensity", ylabel="blurred intensity")
plt.scatter(*data.T, s=1, c=labels, **look)
plt.plot(*centres.T, "ko")
plt.show()

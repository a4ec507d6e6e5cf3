"""Normalising: k-means listens to the feature whose numbers differ most."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter

from segview.programs.shared import read

# %% Settings
image = "age-25"
stretch = 5.0
normalise = False
centres = [[0.1, 0.1], [0.4, 0.35]]

# %% Read the image and its ground truth
im, labels = read(image)
mask = labels > 0

# %% Two features, one of them in another unit
blurred = gaussian_filter(im, 5)
data = np.column_stack([im.ravel(), stretch * blurred.ravel()])
centres = np.array(centres) * [1, stretch]

# %% Normalise: subtract the mean, divide by the standard deviation
if normalise:
    mean, deviation = data.mean(axis=0), data.std(axis=0)
    data = (data - mean) / deviation
    centres = (centres - mean) / deviation


# %% K-means
def nearest(data, centres):
    """Number of the centre that is nearest to each row."""
    distances = [((data - centre) ** 2).sum(axis=1) for centre in centres]
    return np.argmin(distances, axis=0)


labels, before = nearest(data, centres), None
while not np.array_equal(labels, before):
    for label in np.unique(labels):
        centres[label] = data[labels == label].mean(axis=0)
    before = labels
    labels = nearest(data, centres)
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
plt.subplot(2, 3, 2, title="Blurred, σ = 5").imshow(blurred, cmap="gray")
plt.subplot(2, 3, 3, title="Ground truth").imshow(mask, **look)
plt.subplot(2, 3, 4, title=f"K-means, Dice {dice:.3f}").imshow(result, **look)
for place, title, colour in ((5, "Clustered", labels), (6, "Ground truth", mask.ravel())):
    plt.subplot(2, 3, place, title=title, xlabel="intensity", ylabel="blurred intensity")
    plt.scatter(im.ravel(), blurred.ravel(), s=1, c=colour, **look)
plt.show()

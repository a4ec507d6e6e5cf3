"""Clustering in many dimensions: more features, and whether they helped."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter, gaussian_gradient_magnitude, uniform_filter
from sklearn.mixture import GaussianMixture

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
features = 2
method = "k-means"
k = 4
seed = 1

# %% Read the image and its ground truth
im, mask = read(image)
if image == "textures":
    names = ["gravel", "brick", "grass"]
    colours = ["#61bef3", "#fff457", "#017b5c"]
else:
    names = ["background", "CSF", "grey matter", "white matter"]
    colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]

# %% Features: one row per pixel, one column per feature
columns = [im.ravel()]
if features >= 2:
    columns.append(gaussian_filter(im, 5).ravel())
if features >= 3:
    columns.append(gaussian_gradient_magnitude(im, 5).ravel())
if features == 4:
    # Standard deviation in a window: mean of squares minus squared mean
    centred = im - im.mean()
    variance = uniform_filter(centred**2, 7) - uniform_filter(centred, 7) ** 2
    columns.append(np.sqrt(np.maximum(variance, 0)).ravel())
data = np.array(columns).T

# %% Normalise
data = (data - data.mean(axis=0)) / data.std(axis=0)


# %% Cluster
def distances(data, centres):
    """Squared distance from each centre to each row."""
    return np.array([((data - centre) ** 2).sum(axis=1) for centre in centres])


if method == "k-means":
    # k-means++: start from random pixels, preferably far from those chosen before
    random = np.random.default_rng(seed)
    centres = data[[random.integers(len(data))]]
    while len(centres) < k:
        nearest = distances(data, centres).min(axis=0)
        another = random.choice(len(data), p=nearest / nearest.sum())
        centres = np.vstack([centres, data[another]])

    clusters, before = distances(data, centres).argmin(axis=0), None
    while not np.array_equal(clusters, before):
        for cluster in np.unique(clusters):
            centres[cluster] = data[clusters == cluster].mean(axis=0)
        before = clusters
        clusters = distances(data, centres).argmin(axis=0)
else:
    clusters = GaussianMixture(k, max_iter=300, random_state=seed).fit(data).predict(data)

# %% Name every cluster after the class that most of its pixels belong to
votes = np.zeros((k, len(names)), dtype=int)
np.add.at(votes, (clusters, mask.ravel()), 1)
result = votes.argmax(axis=1)[clusters].reshape(im.shape)

# %% Score
scores = dice_per_class(mask, result)
for name, score in zip(names, scores, strict=True):
    print(f"Dice of {name}: {score:.3f}")
dice = np.mean(scores)
print(f"Mean: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": len(names) - 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 4, 3, title=f"Clusters, mean Dice {dice:.3f}").imshow(result, **look)
if features == 1:
    plt.subplot(1, 4, 4, title="Histogram", xlabel="intensity, normalised", ylabel="pixels")
    groups = [data[result.ravel() == label, 0] for label in range(len(names))]
    plt.hist(groups, 40, stacked=True, color=colours)
else:
    plt.subplot(1, 4, 4, title="Clusters", xlabel="intensity", ylabel="blurred intensity")
    plt.scatter(data[:, 0], data[:, 1], s=1, c=result.ravel(), **look)
plt.show()

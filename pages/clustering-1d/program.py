"""Clustering in one dimension: the computer looks for the threshold by itself."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from sklearn.mixture import GaussianMixture

from segview.programs.shared import read

# %% Settings
image = "age-25"
method = "kmeans"
k = 2
steps = 30
centres = [0.1, 0.5]
centres3 = [0.1, 0.3, 0.5]
centres4 = [0.1, 0.3, 0.5, 0.7]

# %% Read the image and its ground truth
im, truth = read(image)
pixels = im.ravel()
if k == 2:
    mask = truth > 0

# %% Cluster
if method == "kmeans":
    if k == 2:
        means = np.array(centres)
    elif k == 3:
        means = np.array(centres3)
    else:
        means = np.array(centres4)
    if steps == 30:
        steps = 600  # or fewer: until no pixel changes its cluster

    labels = np.argmin([(pixels - mean) ** 2 for mean in means], axis=0)
    for step in range(steps):
        if step % 2 == 0:  # move
            for label in np.unique(labels):
                means[label] = pixels[labels == label].mean()
        else:  # assign
            before = labels
            labels = np.argmin([(pixels - mean) ** 2 for mean in means], axis=0)
            if np.array_equal(labels, before):
                break
else:
    # Fit on normalised intensities, so that their unit does not matter
    data = (pixels[:, None] - pixels.mean()) / pixels.std()
    model = GaussianMixture(k, max_iter=300, random_state=0).fit(data)
    order = np.argsort(model.means_.ravel())  # number the Gaussians from dark to bright
    means = model.means_.ravel()[order] * pixels.std() + pixels.mean()
    labels = np.argsort(order)[model.predict(data)]
result = labels.reshape(im.shape)
print("Centres:", means.round(3))

# %% Score
if k == 2:
    brain = result == 1
    dice = 2 * np.sum(mask & brain) / (np.sum(mask) + np.sum(brain))
    print(f"Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
if k == 2:
    colours = ["#61bef3", "#fff457"]
elif k == 3:
    colours = ["#61bef3", "#fff457", "#017b5c"]
else:
    colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": k - 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
if k == 2:
    plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 4, 3, title="Clusters").imshow(result, **look)
plt.subplot(1, 4, 4, title="Histogram", xlabel="intensity", ylabel="pixels")
clusters = [im[result == label] for label in range(k)]
plt.hist(clusters, np.arange(51) / 50, stacked=True, color=colours)
plt.plot(means, np.zeros(k), "ko", clip_on=False)
if method == "mixture":
    x = np.linspace(0, 1, 401)
    scaled = (x[:, None] - pixels.mean()) / pixels.std()
    # Density of an intensity times number of pixels times width of a bin gives pixels per bin
    height = np.exp(model.score_samples(scaled)) / pixels.std() * pixels.size * 0.02
    plt.plot(x, model.predict_proba(scaled) * height[:, None], "k", linewidth=1)
    plt.plot(x, height, "k--")
plt.show()

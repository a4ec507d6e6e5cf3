"""Gaussian blur: every pixel becomes a weighted mean of its surroundings."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter

from segview.programs.shared import read

# %% Settings
image = "age-25"
sigma = 5.0
noise = 0.0

# %% Read the image and its ground truth
im, labels = read(image)
mask = labels > 0

# %% Add noise
if noise > 0:
    random = np.random.default_rng(0)
    im = np.clip(im + random.normal(0, noise, im.shape), 0, 1)

# %% Blur
blurred = gaussian_filter(im, sigma)
print(f"Intensities before: {im.min():.2f} to {im.max():.2f}")
print(f"Intensities after: {blurred.min():.2f} to {blurred.max():.2f}")

# %% Find the best threshold of the blurred image, with the ground truth at hand
# Dice of every threshold that lies between two grey levels, from counts of brighter pixels
levels, level = np.unique(blurred.ravel(), return_inverse=True)
brighter = np.cumsum(np.bincount(level)[::-1])[::-1]
brighter_brain = np.cumsum(np.bincount(level, mask.ravel())[::-1])[::-1]
scores = 2 * brighter_brain / (brighter + np.sum(mask))
t = np.append(levels[0] - 0.5, (levels[:-1] + levels[1:]) / 2)[np.argmax(scores)]
result = blurred > t

# %% Score
dice = 2 * np.sum(mask & result) / (np.sum(mask) + np.sum(result))
print(f"Best threshold of the blurred image: {t:.3f}, Dice {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(["#61bef3", "#fff457"]), "vmin": 0, "vmax": 1}
plt.figure(figsize=(20, 4), layout="constrained")
plt.subplot(1, 5, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 5, 2, title=f"Blurred, σ = {sigma:g}").imshow(blurred, cmap="gray")
plt.subplot(1, 5, 3, title=f"Result, Dice {dice:.3f}").imshow(result, **look)
plt.subplot(1, 5, 4, title="Feature space", xlabel="intensity", ylabel="blurred intensity")
plt.scatter(im.ravel(), blurred.ravel(), s=1, c=mask.ravel(), **look)
plt.subplot(1, 5, 5, title="Weights", xlabel="distance in pixels", ylabel="weight")
row = np.zeros(61)
row[30] = 1  # a row with a single bright pixel
plt.plot(np.arange(-30, 31), gaussian_filter(row, sigma, mode="constant"))
plt.show()

"""Accuracy: the fraction of right pixels, and what it hides."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from segview.programs.shared import read

# %% Settings
image = "age-25"
padding = 300
threshold = 0.1
noise = 0.0

# %% Read the image and its ground truth
im, labels = read(image)
mask = labels > 0

# %% Segment
result = im > threshold

# %% Give some pixels of the ground truth the wrong label
if noise > 0:
    order = np.random.default_rng(0).permutation(mask.size)
    wrong = order[: round(noise * mask.size)]
    mask.flat[wrong] = ~mask.flat[wrong]

# %% Put everything into an empty frame
if padding > 0:
    im = np.pad(im, padding)
    mask = np.pad(mask, padding)
    result = np.pad(result, padding)

# %% Score
accuracy = np.mean(mask == result)
dice = 2 * np.sum(mask & result) / (np.sum(mask) + np.sum(result))
print(f"Accuracy: {accuracy:.3f}")
print(f"Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ListedColormap(["#61bef3", "#fff457"])
look = {"cmap": colours, "vmin": 0, "vmax": 1}
plt.figure(figsize=(12, 4), layout="constrained")
plt.subplot(1, 3, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 3, 2, title="Ground truth").imshow(mask, **look)
title = f"Result, accuracy {accuracy:.3f}, Dice {dice:.3f}"
plt.subplot(1, 3, 3, title=title).imshow(result, **look)
plt.show()

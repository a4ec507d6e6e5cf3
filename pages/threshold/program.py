"""Threshold: one number turns an image into a segmentation."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from segview.programs.shared import read

# %% Settings
image = "age-25"
threshold = 0.1
two = False
upper = 1.0

# %% Read the image and its ground truth
im, labels = read(image)
mask = labels > 0

# %% Segment
if two:
    result = (im > threshold) & (im <= upper)
else:
    result = im > threshold

# %% Score
dice = 2 * np.sum(mask & result) / (np.sum(mask) + np.sum(result))
print(f"Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ["#61bef3", "#fff457"]
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 4, 3, title=f"Result, Dice {dice:.3f}").imshow(result, **look)
plt.subplot(1, 4, 4, title="Histogram", xlabel="intensity", ylabel="pixels")
plt.hist([im[~mask], im[mask]], np.arange(101) / 100, stacked=True, color=colours)
plt.axvline(threshold, color="black")
if two:
    plt.axvline(upper, color="black")
plt.show()

"""Dice coefficient: the overlap of two masks in one number."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy import ndimage

from segview.programs.shared import read

# %% Settings
image = "age-25"
structure = "brain"
kind = "moved"
shift = 12
grow = 0

# %% Read the image and its ground truth
im, truth = read(image)

# %% What is to be found
if structure == "brain":
    mask = truth > 0
elif structure == "csf":
    mask = truth == 1
elif structure == "none":
    mask = np.zeros(truth.shape, dtype=bool)
else:
    if structure == "disc":
        radius = 6
    else:
        radius = 30
    row, column = np.indices(truth.shape)
    height, width = truth.shape
    mask = (row - height // 2) ** 2 + (column - width // 2) ** 2 <= radius**2

# %% What was found
if kind == "everything":
    result = np.ones(mask.shape, dtype=bool)
elif kind == "nothing" or structure == "none":
    result = np.zeros(mask.shape, dtype=bool)
else:
    result = mask
    if grow > 0:
        result = ndimage.distance_transform_edt(~result) <= grow
    if grow < 0:
        result = ndimage.distance_transform_edt(result) > -grow
    if shift > 0:
        result = ndimage.shift(result, (0, shift), order=0, prefilter=False)

# %% Score
accuracy = np.mean(mask == result)
print(f"Accuracy: {accuracy:.3f}")
if structure == "none" and kind != "everything":
    dice = np.nan  # both masks are empty: 0 / 0
else:
    dice = 2 * np.sum(mask & result) / (np.sum(mask) + np.sum(result))
    iou = np.sum(mask & result) / np.sum(mask | result)
    print(f"IoU: {iou:.3f}")
print(f"Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ListedColormap(["#61bef3", "#fff457"])
look = {"cmap": colours, "vmin": 0, "vmax": 1}
plt.figure(figsize=(12, 4), layout="constrained")
plt.subplot(1, 3, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 3, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 3, 3, title=f"Result, Dice {dice:.3f}").imshow(result, **look)
plt.show()

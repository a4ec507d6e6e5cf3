"""Dice for several classes: every class in turn is the foreground."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
foreground = "all"
cut1 = 0.1
cut2 = 0.22
cut3 = 0.38
noise = 0.0

# %% Read the image and its ground truth
im, mask = read(image)
names = ["background", "CSF", "grey matter", "white matter"]

# %% Add noise
if noise > 0:
    random = np.random.default_rng(0)
    im = np.clip(im + random.normal(0, noise, im.shape), 0, 1)

# %% Segment: a pixel's label is the number of cuts that it is brighter than
result = (im > cut1).astype(int) + (im > cut2) + (im > cut3)

# %% Score: each class in turn is the foreground
scores = dice_per_class(mask, result)
for name, score in zip(names, scores, strict=True):
    print(f"Dice of {name}: {score:.3f}")
dice = np.mean(scores)
print(f"Mean: {dice:.3f}")

# %% Look at one class
if foreground != "all":
    label = int(foreground)
    mask, result, dice = mask == label, result == label, scores[label]

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]
if foreground == "all":
    look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": 3}
else:
    two = ListedColormap(["#61bef3", "#fff457"])
    look = {"cmap": two, "vmin": 0, "vmax": 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 4, 3, title=f"Result, Dice {dice:.3f}").imshow(result, **look)
plt.subplot(1, 4, 4, title="Dice", xlim=(0, 1)).barh(names, scores, color=colours)
plt.show()

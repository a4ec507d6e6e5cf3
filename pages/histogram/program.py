"""Histogram: how many pixels have which brightness."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from segview.programs.shared import read

# %% Settings
image = "age-25"
bins = 0.05  # width of one bin
classes = "two"

# %% Read the image and its ground truth
im, mask = read(image)
if classes == "two":
    mask = mask > 0
    names = ["rest", "brain"]
    colours = ["#61bef3", "#fff457"]
else:
    names = ["background", "CSF", "grey matter", "white matter"]
    colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]

# %% Count the pixels in every bin
count = round(1 / bins)
edges = np.arange(count + 1) / count
for label, name in enumerate(names):
    counts, _ = np.histogram(im[mask == label], edges)
    print(f"{name}: {counts.sum()} pixels, at most {counts.max()} in one bin")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": len(colours) - 1}
plt.figure(figsize=(14, 4), layout="constrained")
plt.subplot(1, 3, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 3, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 3, 3, title="Histogram", xlabel="intensity", ylabel="pixels")
pixels = [im[mask == label] for label in range(len(names))]
plt.hist(pixels, edges, stacked=True, color=colours, label=names)
plt.legend()
plt.show()

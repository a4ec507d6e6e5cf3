"""Image and mask: a grid of numbers, and a grid of labels."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from segview.programs.shared import read

# %% Settings
image = "age-25"
shuffled = False

# %% Read the image and its mask
im, labels = read(image)
mask = labels > 0

# %% Give every pixel another place
if shuffled:
    order = np.random.default_rng(0).permutation(im.size)
    im = im.ravel()[order].reshape(im.shape)
    mask = mask.ravel()[order].reshape(mask.shape)

# %% Look at the numbers
rows, columns = im.shape
print(f"{rows} rows × {columns} columns = {im.size} numbers")
print(im[80:84, 60:70].round(2))

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ["#61bef3", "#fff457"]
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": 1}
plt.figure(figsize=(12, 4), layout="constrained")
plt.subplot(1, 3, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 3, 2, title="Mask").imshow(mask, **look)
plt.subplot(1, 3, 3, title="Histogram", xlabel="intensity", ylabel="pixels")
plt.hist([im[~mask], im[mask]], np.arange(21) / 20, stacked=True, color=colours)
plt.show()

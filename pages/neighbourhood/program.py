"""Neighbourhood: what the pixels around a pixel tell about it."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import uniform_filter

from segview.programs.shared import read

# %% Settings
image = "age-25"
size = 9
noise = 0.0

# %% Read the image and its ground truth
im, labels = read(image)
mask = labels > 0

# %% Add noise
if noise > 0:
    random = np.random.default_rng(0)
    im = np.clip(im + random.normal(0, noise, im.shape), 0, 1)

# %% Average the pixels in a window around each pixel
around = uniform_filter(im, size)

# %% Find the best threshold of these averages, with the ground truth at hand
# Dice of every threshold that lies between two levels, from counts of brighter pixels
levels, level = np.unique(around.ravel(), return_inverse=True)
brighter = np.cumsum(np.bincount(level)[::-1])[::-1]
brighter_brain = np.cumsum(np.bincount(level, mask.ravel())[::-1])[::-1]
scores = 2 * brighter_brain / (brighter + np.sum(mask))
t = np.append(levels[0] - 0.5, (levels[:-1] + levels[1:]) / 2)[np.argmax(scores)]
result = around > t

# %% Score
dice = 2 * np.sum(mask & result) / (np.sum(mask) + np.sum(result))
print(f"Best threshold of the averages: {t:.3f}, Dice {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(["#61bef3", "#fff457"]), "vmin": 0, "vmax": 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 4, 2, title=f"Mean of {size} × {size}").imshow(around, cmap="gray")
plt.subplot(1, 4, 3, title=f"Result, Dice {dice:.3f}").imshow(result, **look)
plt.subplot(1, 4, 4, title="Every pixel", xlabel="intensity", ylabel="mean of the window")
plt.scatter(im.ravel(), around.ravel(), s=1, c=mask.ravel(), **look)
plt.show()

"""Class overlap: how good can any rule on the intensity be?"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from segview.programs.shared import read

# %% Settings
image = "age-25"
noise = 0.0
bins = 64
rule = "threshold"

# %% Read the image and its ground truth
im, labels = read(image)
mask = labels > 0

# %% Add noise
if noise > 0:
    random = np.random.default_rng(0)
    im = np.clip(im + random.normal(0, noise, im.shape), 0, 1)

# %% The best threshold
if rule == "threshold":
    # Dice of every threshold that lies between two grey levels, from counts of brighter pixels
    levels, level = np.unique(im.ravel(), return_inverse=True)
    brighter = np.cumsum(np.bincount(level)[::-1])[::-1]
    brighter_brain = np.cumsum(np.bincount(level, mask.ravel())[::-1])[::-1]
    scores = 2 * brighter_brain / (brighter + np.sum(mask))
    best = np.argmax(scores)
    t = np.append(levels[0] - 0.5, (levels[:-1] + levels[1:]) / 2)[best]
    result = im > t
    print(f"Best threshold: {t:.3f}")

# %% The best label for every bin
if rule == "best":
    place = np.digitize(im, im.min() + np.ptp(im) * np.arange(1, bins) / bins)
    _, cell = np.unique(place.ravel(), return_inverse=True)  # number the bins that hold pixels
    pixels = np.bincount(cell)
    brain = np.bincount(cell, mask.ravel())
    # Call the bins with the largest share of brain brain, as many as give the highest Dice
    order = np.argsort(-brain / pixels, kind="stable")
    found, called = np.cumsum(brain[order]), np.cumsum(pixels[order])
    best = np.argmax(2 * found / (np.sum(mask) + called))
    result = np.isin(cell, order[: best + 1]).reshape(im.shape)
    print(f"{len(im.ravel()) / len(pixels):.1f} pixels in a bin that is not empty")

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
plt.hist([im[~mask], im[mask]], min(bins, 256), range=(0, 1), stacked=True, color=colours)
plt.show()

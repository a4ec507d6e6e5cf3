"""Overfitting: results that are too good to be true, and how to notice."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter, gaussian_gradient_magnitude
from sklearn.neighbors import KNeighborsClassifier

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
teacher = "age-50"
split = "same"
neighbours = 1
features = 3
noise_features = 0
shuffled = False


# %% Features: one row per pixel, one column per feature
def measure(im, first_seed):
    """Real and random features, one row for each pixel of every second row and column."""
    columns = [im, gaussian_filter(im, 5), gaussian_gradient_magnitude(im, 5)][:features]
    for seed in range(first_seed, first_seed + noise_features):
        columns.append(np.random.default_rng(seed).random(im.shape))
    return np.column_stack([column[::2, ::2].ravel() for column in columns])


def shuffle(mask, seed):
    """Give every pixel the label of another one."""
    order = np.random.default_rng(seed).permutation(mask.size)
    return mask.ravel()[order].reshape(mask.shape)


# %% Read the image and its ground truth
im, mask = read(image)
data = measure(im, 1)
blurred = gaussian_filter(im, 5)[::2, ::2]
im, mask = im[::2, ::2], mask[::2, ::2]
if shuffled:
    mask = shuffle(mask, 1)
labels = mask.ravel()

# %% Train and test
model = KNeighborsClassifier(neighbours)
if split == "same":
    result = model.fit(data, labels).predict(data).reshape(mask.shape)
elif split == "subject":
    known, known_mask = read(teacher)
    known_mask = known_mask[::2, ::2]
    if shuffled:
        known_mask = shuffle(known_mask, 1001)
    model.fit(measure(known, 1001), known_mask.ravel())
    result = model.predict(data).reshape(mask.shape)
else:
    if split == "pixels":
        part = np.zeros(mask.size, dtype=bool)
        part[np.random.default_rng(0).permutation(mask.size)[: round(mask.size / 2)]] = True
    else:
        part = (np.indices(mask.shape)[1] < mask.shape[1] // 2).ravel()
    # Each part is segmented by what was learnt from the other
    result = np.empty_like(labels)
    result[~part] = model.fit(data[part], labels[part]).predict(data[~part])
    result[part] = model.fit(data[~part], labels[~part]).predict(data[part])
    result = result.reshape(mask.shape)

# %% Score
dice = np.mean(dice_per_class(mask, result))
print(f"Mean Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ListedColormap(["#61bef3", "#017b5c", "#db8200", "#fff457"])
look = {"cmap": colours, "vmin": 0, "vmax": 3}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 4, 3, title=f"Result, mean Dice {dice:.3f}").imshow(result, **look)
plt.subplot(1, 4, 4, title="Feature space", xlabel="intensity", ylabel="blurred intensity")
plt.scatter(im.ravel(), blurred.ravel(), s=1, c=labels, **look)
plt.show()

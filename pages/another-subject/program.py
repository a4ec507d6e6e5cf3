"""Another subject: train on one person, test on somebody else."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter, gaussian_gradient_magnitude
from sklearn.neighbors import KNeighborsClassifier

from segview.programs.shared import dice_per_class, read

# %% Settings
train = "age-25"
test = "age-50"
whose = "train"
committed = False


# %% Features: one row per pixel, one column per feature
def measure(im):
    """Intensity, Gaussian blur and gradient magnitude of every pixel."""
    columns = [im, gaussian_filter(im, 5), gaussian_gradient_magnitude(im, 5)]
    return np.column_stack([column.ravel() for column in columns])


# %% Choose whom to look at
known, known_mask = read(train)
if whose == "test":
    im, mask = read(test)
else:
    im, mask = known, known_mask
data = measure(im)

# %% Train on one subject, segment, score each class
names = ["background", "CSF", "grey matter", "white matter"]
if committed:
    model = KNeighborsClassifier(3).fit(measure(known), known_mask.ravel())
    # Many pixels of the air are alike: ask once for all of them
    different, place = np.unique(data, axis=0, return_inverse=True)
    result = model.predict(different)[place].reshape(mask.shape)
    scores = dice_per_class(mask, result)
    for name, score in zip(names, scores, strict=True):
        print(f"Dice of {name}: {score:.3f}")
    dice = np.mean(scores)
    print(f"Mean: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": 3}
plt.figure(figsize=(20, 4), layout="constrained")
plt.subplot(1, 5, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 5, 2, title="Feature space", xlabel="intensity", ylabel="blurred intensity")
if committed or whose == "train":
    plt.scatter(data[:, 0], data[:, 1], s=1, c=mask.ravel(), **look)
    plt.subplot(1, 5, 3, title="Ground truth").imshow(mask, **look)
else:
    plt.scatter(data[:, 0], data[:, 1], s=1, c="grey")
if committed:
    plt.subplot(1, 5, 4, title=f"Result, mean Dice {dice:.3f}").imshow(result, **look)
    plt.subplot(1, 5, 5, title="Dice", xlim=(0, 1)).barh(names, scores, color=colours)
plt.show()

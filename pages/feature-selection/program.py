"""Feature selection: which features are worth having?"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy import ndimage
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
train = "other"
teacher = "age-50"
committed = False
features = 3

# %% Read the images and their ground truths
im, mask = read(image)
if train == "other":
    known, known_mask = read(teacher)
else:
    middle = im.shape[1] // 2
    known, known_mask = im[:, :middle], mask[:, :middle]
    im, mask = im[:, middle:], mask[:, middle:]


# %% Features: one row per pixel, one column per feature
def measure(im):
    """Eight features of every pixel."""
    centred = im - im.mean()
    variance = ndimage.uniform_filter(centred**2, 7) - ndimage.uniform_filter(centred, 7) ** 2
    height, width = im.shape
    columns = [
        im,
        ndimage.gaussian_filter(im, 2),
        ndimage.gaussian_filter(im, 5),
        np.sqrt(np.maximum(variance, 0)),
        ndimage.gaussian_gradient_magnitude(im, 2),
        ndimage.gaussian_laplace(im, 3),
        np.repeat(np.linspace(0, 1, height), width),
        np.random.default_rng(1).random(im.shape),
    ]
    return np.column_stack([column.ravel() for column in columns])


names = ["Intensity", "Blur 2", "Blur 5", "Spread", "Gradient", "Laplacian", "Row", "Random"]
learnt, data = measure(known), measure(im)


# %% Train on one image, test on the other
def segment(columns):
    """Labels of the test image, from some of the features."""
    discriminant = QuadraticDiscriminantAnalysis(reg_param=1e-6, tol=0)
    model = make_pipeline(StandardScaler(), discriminant)
    model.fit(learnt[:, columns], known_mask.ravel())
    return model.predict(data[:, columns]).reshape(mask.shape)


def mean_dice(result):
    """Mean over the classes."""
    return np.mean(dice_per_class(mask, result))


# %% Choose features
if committed:
    # One by one, each time the one that helps most
    chosen = []
    for _ in range(features):
        scores = {
            column: mean_dice(segment([*chosen, column]))
            for column in range(len(names))
            if column not in chosen
        }
        chosen.append(max(scores, key=scores.get))
        print(f"+ {names[chosen[-1]]}: mean Dice {scores[chosen[-1]]:.3f}")
else:
    chosen = list(range(len(names)))
result = segment(chosen)
dice = mean_dice(result)
print(f"Mean Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
if image == "textures":
    colours = ["#61bef3", "#fff457", "#017b5c"]
else:
    colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": len(colours) - 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Test image").imshow(im, cmap="gray")
plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 4, 3, title=f"Result, mean Dice {dice:.3f}").imshow(result, **look)
first, second = chosen[0], chosen[:2][-1]
plt.subplot(1, 4, 4, title="Ground truth", xlabel=names[first], ylabel=names[second])
plt.scatter(data[:, first], data[:, second], s=1, c=mask.ravel(), **look)
plt.show()

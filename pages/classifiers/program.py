"""Classifiers: each draws its borders through feature space in its own way."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy.ndimage import gaussian_filter, gaussian_gradient_magnitude
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
classifier = "nearest neighbours"
features = "two"
neighbours = 3
depth = 5
trees = 20

# %% Read the image and its ground truth
im, mask = read(image)
names = ["background", "CSF", "grey matter", "white matter"]

# %% Data set: one row per pixel, one column per feature
blurred = gaussian_filter(im, 5)
if features == "two":
    data = np.column_stack([im.ravel(), blurred.ravel()])
else:
    gradient = gaussian_gradient_magnitude(im, 5)
    data = np.column_stack([im.ravel(), blurred.ravel(), gradient.ravel()])

# %% Choose a tenth of the pixels to train on
train = np.zeros(im.size, dtype=bool)
train[np.random.default_rng(0).permutation(im.size)[: round(im.size / 10)]] = True

# %% Train
if classifier == "nearest mean":
    model = NearestCentroid()
elif classifier == "nearest neighbours":
    model = KNeighborsClassifier(neighbours)
elif classifier == "logistic regression":
    model = LogisticRegression(max_iter=1000)
elif classifier == "linear discriminant":
    model = LinearDiscriminantAnalysis()
elif classifier == "quadratic discriminant":
    # A trace of regularisation lets a class be constant in a feature
    model = QuadraticDiscriminantAnalysis(reg_param=1e-6, tol=0)
elif classifier == "decision tree":
    model = DecisionTreeClassifier(max_depth=depth, random_state=0)
elif classifier == "random forest":
    model = RandomForestClassifier(trees, max_depth=depth, random_state=0)
else:
    model = ExtraTreesClassifier(trees, random_state=0)
if classifier not in ("nearest mean", "nearest neighbours"):
    model = make_pipeline(StandardScaler(), model)  # the units of the features do not matter
model.fit(data[train], mask.ravel()[train])
result = model.predict(data).reshape(im.shape)

# %% Score
dice = np.mean(dice_per_class(mask, result))
print(f"Mean Dice: {dice:.3f}")
for title, part in (("Training pixels", train), ("Other pixels", ~train)):
    scores = dice_per_class(mask.ravel()[part], result.ravel()[part])
    print(f"{title}: {np.mean(scores):.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ListedColormap(["#61bef3", "#017b5c", "#db8200", "#fff457"])
look = {"cmap": colours, "vmin": 0, "vmax": 3}
plt.figure(figsize=(20, 4), layout="constrained")
plt.subplot(1, 5, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 5, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 5, 3, title=f"Result, mean Dice {dice:.3f}").imshow(result, **look)
plt.subplot(1, 5, 4, title="True classes", xlabel="intensity", ylabel="blurred intensity")
plt.scatter(im.ravel(), blurred.ravel(), s=1, c=mask.ravel(), **look)
plt.subplot(1, 5, 5, title="Result", xlabel="intensity", ylabel="blurred intensity")
if features == "two":
    # Ask for the label of every place in the plane
    across, up = np.meshgrid(np.linspace(0, 1, 120), np.linspace(0, 1, 120))
    regions = model.predict(np.column_stack([across.ravel(), up.ravel()])).reshape(120, 120)
    plt.pcolormesh(across, up, regions, **look, alpha=0.4)
plt.scatter(im.ravel(), blurred.ravel(), s=1, c=result.ravel(), **look)
plt.show()

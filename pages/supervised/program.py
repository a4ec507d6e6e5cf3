"""Learning from labels: the same feature space with and without somebody who knows."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from scipy import ndimage
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
method = "nearest mean"
target = "tissues"
seed = 0
known = True
painting = ""  # strokes: label, r and radius, rows and columns; f is the bucket
taught = False  # whether there are labels of two classes

# %% Read the image
im, truth = read(image)

# %% Data set: one row per pixel, two numbers per row
data = np.column_stack([im.ravel(), ndimage.gaussian_filter(im, 5).ravel()])

# %% What to look for
if target == "tissues":
    mask, classes = truth, 4
elif target == "brain":
    mask, classes = (truth > 0).astype(int), 2
else:
    mask, classes = (truth == 3).astype(int), 2


# %% Segment
def distances(data, centres):
    """Squared distance from each centre to each row."""
    return np.array([((data - centre) ** 2).sum(axis=1) for centre in centres])


def painted(shape):
    """Label of every pixel that a stroke has reached, and -1 elsewhere."""
    labels = np.full(shape, -1)
    row, column = np.indices(shape)
    for stroke in painting.split(";"):
        brush, line = stroke.split(":")
        points = [tuple(map(int, point.split(","))) for point in line.split("_")]
        if brush.endswith("f"):
            parts, _ = ndimage.label(labels == labels[points[0]])
            labels[parts == parts[points[0]]] = int(brush[:-1])
            continue
        of, radius = brush.split("r")
        for (r0, c0), (r1, c1) in zip(points, points[1:] or points, strict=False):
            down, right = r1 - r0, c1 - c0
            length = max(down**2 + right**2, 1)
            along = np.clip(((row - r0) * down + (column - c0) * right) / length, 0, 1)
            away = (row - r0 - along * down) ** 2 + (column - c0 - along * right) ** 2
            labels[away <= float(radius) ** 2] = int(of)
    return labels


if method == "k-means":
    # From a random pixel and others, preferably far from those before
    k = classes if known else 2
    random = np.random.default_rng(seed)
    centres = data[[random.integers(len(data))]]
    while len(centres) < k:
        far = distances(data, centres).min(axis=0)
        centres = np.vstack([centres, data[random.choice(len(data), p=far / far.sum())]])
    clusters, before = distances(data, centres).argmin(axis=0), None
    while not np.array_equal(clusters, before):
        for cluster in np.unique(clusters):
            centres[cluster] = data[clusters == cluster].mean(axis=0)
        before = clusters
        clusters = distances(data, centres).argmin(axis=0)
    result = clusters.reshape(im.shape)
elif taught:
    labels = painted(im.shape).ravel()
    examples = (labels >= 0) & (labels < classes)
if method == "nearest mean" and taught:
    seen = np.unique(labels[examples])
    centres = [data[labels == one].mean(axis=0) for one in seen]
    result = seen[distances(data, centres).argmin(axis=0)].reshape(im.shape)
elif method != "k-means" and taught:
    if method == "nearest neighbours":
        model = KNeighborsClassifier(min(3, examples.sum()))
    elif method == "logistic regression":
        model = LogisticRegression(max_iter=1000)
    elif method == "linear discriminant":
        model = LinearDiscriminantAnalysis()
    elif method == "quadratic discriminant":
        # A trace of regularisation lets a class be constant in a feature
        model = QuadraticDiscriminantAnalysis(reg_param=1e-6, tol=0)
    elif method == "decision tree":
        model = DecisionTreeClassifier(max_depth=5, random_state=0)
    elif method == "random forest":
        model = RandomForestClassifier(20, max_depth=10, random_state=0)
    else:
        model = ExtraTreesClassifier(10, random_state=0)
    if method != "nearest neighbours":
        model = make_pipeline(StandardScaler(), model)  # units of features do not matter
    model.fit(data[examples], labels[examples])
    result = model.predict(data).reshape(im.shape)
elif method != "k-means":
    print("Paint labels of two classes first: nothing is taught yet.")

# %% Score with the ground truth
if known and (taught or method == "k-means"):
    scores = dice_per_class(mask, result)
    if target == "tissues":
        dice = np.mean(scores)
    else:
        dice = scores[1]
    print(f"Dice: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
if target == "tissues":
    colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]
else:
    colours = ["#61bef3", "#fff457"]
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": len(colours) - 1}
plt.figure(figsize=(16, 4), layout="constrained")
plt.subplot(1, 4, 1, title="Image").imshow(im, cmap="gray")
if known:
    plt.subplot(1, 4, 2, title="Ground truth").imshow(mask, **look)
if taught or method == "k-means":
    plt.subplot(1, 4, 3, title="Result").imshow(result, **look)
    plt.subplot(1, 4, 4, title="Feature space", xlabel="intensity", ylabel="blurred intensity")
    plt.scatter(*data.T, s=1, c=result.ravel(), **look)
plt.show()

"""The lab: any features, any method, learnt from other images or from strokes of a brush."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from PIL import Image
from scipy import ndimage
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
known = True  # whether there is a ground truth
classes = ["rest", "brain"]
colours = ["#61bef3", "#fff457"]
target = "foreground"
features = ["intensity", "gaussian:5"]
method = "k-means"
k = 2
seed = 0
every = 1
neighbours = 3
depth = 10
trees = 10
teacher = "images"
teachers = ["age-25"]
painting = ""  # strokes: label, r and radius, rows and columns; f is the bucket
refused = ""

# %% Read the image
if known:
    im, mask = read(image)
    if target == "foreground":
        mask = (mask > 0).astype(int)
else:
    im = np.asarray(Image.open(f"{image}.png")).astype(float)
    im /= im.max()


# %% Features: one row per pixel, one column per feature
def measure(im, feature):
    """What one feature says of every pixel."""
    name, _, number = feature.partition(":")
    if name == "gaussian":
        return ndimage.gaussian_filter(im, float(number))
    if name == "gradient":
        return ndimage.gaussian_gradient_magnitude(im, float(number))
    if name == "laplacian":
        return ndimage.gaussian_laplace(im, float(number))
    if name == "median":
        return ndimage.median_filter(im, int(number))
    if name == "std":
        # Standard deviation in a window: mean of squares minus squared mean
        centred = im - im.mean()
        mean = ndimage.uniform_filter(centred, int(number))
        variance = ndimage.uniform_filter(centred**2, int(number)) - mean**2
        return np.sqrt(np.maximum(variance, 0))
    if name == "row":
        return np.repeat(np.linspace(0, 1, im.shape[0])[:, None], im.shape[1], axis=1)
    if name == "column":
        return np.repeat(np.linspace(0, 1, im.shape[1])[None, :], im.shape[0], axis=0)
    return im


def measured(im, step=1):
    """All features of every pixel in every so many rows and columns, in single precision."""
    columns = [measure(im, feature)[::step, ::step].ravel() for feature in features]
    return np.array(columns, dtype=np.float32).T.astype(float)


def distances(data, centres):
    """Squared distance from each centre to each row."""
    return np.array([((data - centre) ** 2).sum(axis=1) for centre in centres])


def painted(shape):
    """Label of every pixel that a stroke has reached, and -1 elsewhere."""
    labels = np.full(shape, -1)
    for stroke in painting.split(";"):
        brush, line = stroke.split(":")
        points = [tuple(map(int, point.split(","))) for point in line.split("_")]
        if brush.endswith("f"):
            parts, _ = ndimage.label(labels == labels[points[0]])
            labels[parts == parts[points[0]]] = int(brush[:-1])
            continue
        label, radius = brush.split("r")
        reach = int(np.ceil(float(radius)))
        for (r0, c0), (r1, c1) in zip(points, points[1:] or points, strict=False):
            rows = slice(max(min(r0, r1) - reach, 0), max(r0, r1) + reach + 1)
            columns = slice(max(min(c0, c1) - reach, 0), max(c0, c1) + reach + 1)
            row, column = np.ogrid[: shape[0], : shape[1]]
            down, across = row[rows] - r0, column[:, columns] - c0
            length = (r1 - r0) ** 2 + (c1 - c0) ** 2
            along = np.clip((down * (r1 - r0) + across * (c1 - c0)) / max(length, 1), 0, 1)
            away = np.hypot(down - along * (r1 - r0), across - along * (c1 - c0))
            labels[rows, columns][away <= float(radius)] = int(label)
    return labels


data = measured(im)
if every > 1:
    # Of a large image, every so many rows and columns are enough to find clusters
    sample = measured(im, every)
else:
    sample = data

# %% Segment
if refused:
    print(refused)
elif method == "otsu":
    # Otsu: of all cuts, the one whose two groups are the most compact
    grey = (data[:, 0] - data[:, 0].min()) / np.ptp(data[:, 0])
    levels, pixels = np.unique(grey, return_counts=True)
    below = pixels.cumsum()[:-1]
    above = grey.size - below
    sums = (levels * pixels).cumsum()
    best = np.argmax(below * above * (sums[:-1] / below - (sums[-1] - sums[:-1]) / above) ** 2)
    clusters = (grey > (levels[best] + levels[best + 1]) / 2).astype(int)
elif method == "k-means":
    scaled = (sample - sample.mean(axis=0)) / sample.std(axis=0)
    # k-means++: start from random pixels, preferably far from those chosen before
    random = np.random.default_rng(seed)
    centres = scaled[[random.integers(len(scaled))]]
    while len(centres) < k:
        nearest = distances(scaled, centres).min(axis=0)
        another = random.choice(len(scaled), p=nearest / nearest.sum())
        centres = np.vstack([centres, scaled[another]])

    clusters, before = distances(scaled, centres).argmin(axis=0), None
    while not np.array_equal(clusters, before):
        for cluster in np.unique(clusters):
            centres[cluster] = scaled[clusters == cluster].mean(axis=0)
        before = clusters
        clusters = distances(scaled, centres).argmin(axis=0)
    if every > 1:
        scaled = (data - sample.mean(axis=0)) / sample.std(axis=0)
        clusters = distances(scaled, centres).argmin(axis=0)
elif method == "mixture":
    scaled = (sample - sample.mean(axis=0)) / sample.std(axis=0)
    model = GaussianMixture(k, max_iter=300, random_state=seed).fit(scaled)
    clusters = model.predict((data - sample.mean(axis=0)) / sample.std(axis=0))
else:
    if teacher == "painting":
        strokes = painted(im.shape).ravel()
        examples, labels = data[strokes >= 0], strokes[strokes >= 0]
    else:
        examples, labels = [], []
        for name in teachers:
            lesson, lesson_mask = read(name)
            if target == "foreground":
                lesson_mask = (lesson_mask > 0).astype(int)
            examples.append(measured(lesson, 3))
            labels.append(lesson_mask[::3, ::3].ravel())
        examples, labels = np.concatenate(examples), np.concatenate(labels)

    if method == "nearest mean":
        model = NearestCentroid()
    elif method == "nearest neighbours":
        model = KNeighborsClassifier(min(neighbours, len(labels)))
    elif method == "logistic regression":
        model = LogisticRegression(max_iter=1000)
    elif method == "linear discriminant":
        model = LinearDiscriminantAnalysis()
    elif method == "quadratic discriminant":
        # A trace of regularisation lets a class be constant in a feature
        model = QuadraticDiscriminantAnalysis(reg_param=1e-6, tol=0)
    elif method == "decision tree":
        model = DecisionTreeClassifier(max_depth=depth, random_state=0)
    elif method == "random forest":
        model = RandomForestClassifier(trees, max_depth=depth, random_state=seed)
    else:
        model = ExtraTreesClassifier(trees, random_state=seed)
    model = make_pipeline(StandardScaler(), model).fit(examples, labels)
    # Many pixels of the air are alike: ask once for all of them
    different, place = np.unique(data, axis=0, return_inverse=True)
    result = model.predict(different)[place].reshape(im.shape)

if method in ("otsu", "k-means", "mixture"):
    # Number the clusters from the darkest to the brightest
    found = np.unique(clusters)
    order = np.argsort([data[clusters == cluster, 0].mean() for cluster in found])
    result = np.argsort(order)[np.searchsorted(found, clusters)].reshape(im.shape)
    if known:
        # Name every cluster after the class that most of its pixels belong to
        votes = np.zeros((len(found), len(classes)), dtype=int)
        np.add.at(votes, (result, mask), 1)
        result = votes.argmax(axis=1)[result]

# %% Score
if known and not refused:
    scores = dice_per_class(mask, result)
    for label, score in zip(np.unique(mask), scores, strict=True):
        print(f"Dice of {classes[label]}: {score:.3f}")
    dice = scores[-1] if len(classes) == 2 else np.mean(scores)

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": len(colours) - 1}
plt.figure(figsize=(12, 4), layout="constrained")
plt.subplot(1, 3, 1, title="Image").imshow(im, cmap="gray")
if known:
    plt.subplot(1, 3, 2, title="Ground truth").imshow(mask, **look)
if not refused:
    plt.subplot(1, 3, 3, title="Result").imshow(result, **look)
    Image.fromarray(result.astype(np.uint8)).save("result.png")
plt.show()

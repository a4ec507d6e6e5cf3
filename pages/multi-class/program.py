"""More than two classes: fluid, grey matter and white matter by brightness."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from sklearn.mixture import GaussianMixture

from segview.programs.shared import dice_per_class, read

# %% Settings
image = "age-25"
method = "cuts"
t1 = 0.15
t2 = 0.25
t3 = 0.45
seed = 0

# %% Read the image and its ground truth
im, mask = read(image)
names = ["background", "CSF", "grey matter", "white matter"]

# %% Segment
if method == "cuts":
    # A pixel's label is the number of thresholds that it is brighter than
    result = (im > t1).astype(int) + (im > t2) + (im > t3)
elif method == "kmeans":
    centres = np.array([0.1, 0.3, 0.5, 0.7])
    result, before = np.argmin([(im - centre) ** 2 for centre in centres], axis=0), None
    while not np.array_equal(result, before):
        for label in np.unique(result):
            centres[label] = im[result == label].mean()
        before = result
        result = np.argmin([(im - centre) ** 2 for centre in centres], axis=0)
else:
    # Fit on normalised intensities, so that their unit does not matter
    data = (im.reshape(-1, 1) - im.mean()) / im.std()
    model = GaussianMixture(4, max_iter=300, random_state=seed).fit(data)
    order = np.argsort(model.means_.ravel())  # number the Gaussians from dark to bright
    result = np.argsort(order)[model.predict(data)].reshape(im.shape)

# %% Score
scores = dice_per_class(mask, result)
for name, score in zip(names, scores, strict=True):
    print(f"Dice of {name}: {score:.3f}")
dice = np.mean(scores)
print(f"Mean: {dice:.3f}")

# %% Draw
plt.rcParams["image.interpolation"] = "nearest"
colours = ["#61bef3", "#017b5c", "#db8200", "#fff457"]
look = {"cmap": ListedColormap(colours), "vmin": 0, "vmax": 3}
plt.figure(figsize=(18, 4), layout="constrained")
plt.subplot(1, 5, 1, title="Image").imshow(im, cmap="gray")
plt.subplot(1, 5, 2, title="Ground truth").imshow(mask, **look)
plt.subplot(1, 5, 3, title=f"Result, mean Dice {dice:.3f}").imshow(result, **look)
plt.subplot(1, 5, 4, title="Histogram", xlabel="intensity", ylabel="pixels")
classes = [im[mask == label] for label in range(4)]
plt.hist(classes, np.arange(101) / 100, stacked=True, color=colours)
if method == "cuts":
    for t in (t1, t2, t3):
        plt.axvline(t, color="black")
plt.subplot(1, 5, 5, title="Dice", xlim=(0, 1)).barh(names, scores, color=colours)
plt.show()

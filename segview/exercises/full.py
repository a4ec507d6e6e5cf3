"""The two full exercises: clustering with context, classifying another subject."""

from itertools import permutations

import numpy as np

from segcore import dice_multiclass, feature_space, kmeans, load_subject, train
from segview.exercises.brightness import brain_masks
from segview.exercises.feedback import dice_of, is_numbers, same, wrong
from segview.exercises.runner import Exercise

TESTED = ("age-75", "age-25")  # the second one where the first is on screen
FEATURES = ("intensity", "gaussian:5", "gradient:5")


def _clustering(fill, given):
    size, known = given["im"].size, dict(given)
    image, sigma = fill(0, given), fill(1, given)
    known["blurred"] = _filtered(fill, "gaussian_filter", image, sigma, 1)
    yield "blurred", 1, known["blurred"]
    known["data"] = data = fill(2, known)
    yield "data", 2, data
    if not _fits(data, (size, 2)):
        raise wrong(2, f"k-means needs data of shape ({size}, 2), one row per pixel.")
    k, init = fill(3, known), fill(4, known)
    if np.ndim(k) or k != 2:
        raise wrong(3, "Two clusters were asked for: one for brain, one for the rest.")
    if not _fits(init, (2, 2)):
        raise wrong(4, f"Two centres of two features have the shape (2, 2), not {np.shape(init)}.")
    known["clusters"] = kmeans(data, init=init).labels
    yield "clusters", 4, known["clusters"]
    segmentation = fill(5, known)
    yield "segmentation", 5, segmentation
    yield "dice", 5, dice_of(given["brain"], segmentation, 5)


def _fits(value, shape):
    """Whether a value has a shape, and numbers that k-means can work with."""
    return is_numbers(value) and np.shape(value) == shape and bool((np.abs(value) < 1000).all())


def _filtered(fill, name, image, sigma, blank):
    """Call one of the interpreter's filters, within its limits, with what blanks have given."""
    return fill.work_out(f"{name}(image, sigma)", {"image": image, "sigma": sigma}, blank)


def _about_blurred(yours, wanted, given):
    if same(yours, given["im"]):
        return "Nothing was blurred: sigma is 0."
    if np.shape(yours) != np.shape(wanted):
        return f"Blur im as it is: its shape is {np.shape(wanted)}, yours is {np.shape(yours)}."
    more = "more" if np.max(yours) < np.max(wanted) else "less"
    return f"Your image is blurred {more} than with sigma 5, or it is another image."


def _about_data(yours, wanted, given):
    yours = np.asarray(yours)
    if yours.shape == wanted.T.shape:
        return f"Your data set has shape {yours.shape}: that is its transpose. Rows are pixels."
    if yours.shape == (2, *given["im"].shape):
        return "These are two whole images. First make a row of pixels of each, with .ravel()."
    if yours.shape != wanted.shape:
        return f"Your data set has shape {yours.shape}, one row per pixel makes it {wanted.shape}."
    if same(yours[:, ::-1], wanted):
        return "Your columns are exchanged: centres are given as intensity, blurred intensity."
    if same(yours[:, 0], yours[:, 1]):
        return "Both columns are the same feature."
    return "The columns should be the intensities of im and of blurred, pixel by pixel."


def _about_clusters(yours, wanted, given):
    if same(1 - yours, wanted):
        return "The groups are right and their names exchanged: the first centre makes cluster 0."
    if len(np.unique(yours)) == 1:
        return "All pixels are in one cluster: the other centre is too far away."
    return "From these centres k-means ends in other groups. The task names both centres."


def _about_order(yours, wanted, given):
    shape, image = np.shape(yours), np.shape(wanted)
    if shape == (np.size(wanted),):
        return f"This is still a row of labels: .reshape gives it the shape of an image, {image}."
    if shape == image[::-1]:
        return f"Rows and columns are exchanged: the image has {image[0]} rows."
    if shape == image and np.sum(yours) == np.sum(wanted):
        return "The shape is right, but the pixels are in another order: rows come first."
    return None


def _two_subjects(subject):
    """Train on the image on screen, test on another one."""
    other = load_subject(TESTED[subject.id == TESTED[0]])
    return (
        {
            "train_im": subject.image,
            "train_mask": subject.truth.astype(int),
            "test_im": other.image,
            "test_mask": other.truth.astype(int),
        },
    )


def _classification(fill, given):
    known = dict(given)
    for blank, name in ((4, "train"), (5, "test")):
        image = fill(blank, given)
        if np.shape(image) not in (given["train_im"].shape, given["test_im"].shape):
            raise wrong(blank, "features() works on one of the two images, train_im or test_im.")
        known[f"{name}_data"] = _features(fill, given | {"im": image})
        yield f"{name}_data", blank, known[f"{name}_data"]
    neighbours, data, labels = (fill(blank, known) for blank in (6, 7, 8))
    if np.ndim(neighbours) or neighbours != 3:
        raise wrong(6, f"3 neighbours were asked for, not {neighbours}.")
    _check_fit(data, labels, given)
    unseen = fill(9, known)
    if _arranged(unseen, given["train_im"]) is not None:
        raise wrong(9, "This predicts the image it was trained on. How good is it on the other?")
    test = _arranged(unseen, given["test_im"])
    if test is None:
        raise wrong(9, "Predict the test image: its data set has three columns, as in training.")
    values = feature_space(given["train_im"], FEATURES).values
    model = train("nearest neighbours", values, labels, neighbours=3)
    known["predicted"] = model.predict(test)
    known["segmentation"] = fill(10, known)
    yield "segmentation", 10, known["segmentation"]
    truth, result = fill(11, known), fill(12, known)
    if not all(is_numbers(mask) and len(np.unique(mask)) < 20 for mask in (truth, result)):
        raise wrong(11, "dice_multiclass compares two masks: the truth and your segmentation.")
    if np.shape(truth) != np.shape(result):
        raise wrong(12, f"The shapes {np.shape(truth)} and {np.shape(result)} differ.")
    yield "dice", 11, dice_multiclass(truth, result)


def _features(fill, names):
    """Run the learner's function `features` on one image."""
    im, columns = names["im"], []
    blurred = _filtered(fill, "gaussian_filter", im, fill(0, names), 0)
    gradient = _filtered(fill, "gaussian_gradient_magnitude", im, fill(1, names), 1)
    for blank in (2, 3):
        column = fill(blank, names | {"blurred": blurred, "gradient": gradient})
        if np.shape(column) not in ((im.size,), (im.size, 1)):
            raise wrong(
                blank,
                f"A column has one value per pixel, shape ({im.size},), yours has shape "
                f"{np.shape(column)}: .ravel() makes a row of pixels of an image.",
            )
        columns.append(np.ravel(column))
    return np.column_stack([im.ravel(), *columns])


def _arranged(data, image):
    """The features of an image, if `data` are these in any order of columns, else None."""
    values = feature_space(image, FEATURES).values
    if np.shape(data) != values.shape:
        return None
    orders = (list(order) for order in permutations(range(len(FEATURES))))
    return values if any(same(np.asarray(data)[:, order], values) for order in orders) else None


def _check_fit(data, labels, given):
    if _arranged(data, given["test_im"]) is not None:
        raise wrong(7, "This trains on the test image. Keep it away from the classifier.")
    if _arranged(data, given["train_im"]) is None:
        raise wrong(7, "fit needs the three features of the training image, as train_data.")
    if np.shape(labels) == given["train_mask"].shape:
        raise wrong(8, "One row of data needs one label: make a row of the mask with .ravel().")
    if same(labels, given["test_mask"].ravel()):
        raise wrong(8, "These labels are what the classifier shall find out: use train_mask.")
    if not same(labels, given["train_mask"].ravel()):
        raise wrong(8, "fit needs the label of every training pixel, in the order of the rows.")


def _about_features(name):
    other = "test" if name == "train" else "train"

    def complain(yours, wanted, given):
        yours = np.asarray(yours)
        if same(yours[:, 0], given[f"{other}_im"].ravel()):
            return f"{name}_data is made from {other}_im."
        if same(yours[:, 1], yours[:, 2]) or same(yours[:, 0], yours[:, 1]):
            return "Two of the three columns are the same feature."
        for column, feature in ((1, "blurred"), (2, "gradient")):
            if not any(same(yours[:, column], values) for values in wanted.T):
                return f"{feature} is not what sigma 5 makes of this image."
        return None

    return complain


def _about_classes_dice(yours, wanted, given):
    if np.allclose(yours, 1):
        return "Every Dice is 1: you compared a mask with itself."
    return "Compare your segmentation with the ground truth of the test image, test_mask."


EXERCISES: dict[str, Exercise] = {
    "full-exercise-1": Exercise(
        lesson="clustering-2d",
        title="Full exercise: cluster with context",
        task="Blur the image with sigma 5. Make a data set with one row per pixel and two columns, "
        "intensity and blurred intensity. Let k-means find two clusters from the approximate "
        "centres (0.3, 0.3) and (0.5, 0.1), and turn the clusters back into an image. If brain "
        "should be 1, which centre comes first?",
        code="""\
blurred = gaussian_filter(____, sigma=____)
data = ____
kmeans = KMeans(n_clusters=____, init=____)
clusters = kmeans.fit_predict(data)
segmentation = ____""",
        solution=(
            "im",
            "5",
            "np.column_stack([im.ravel(), blurred.ravel()])",
            "2",
            "[[0.3, 0.3], [0.5, 0.1]]",
            "clusters.reshape(im.shape)",
        ),
        hints=(
            "im.ravel() is all pixels of the image in a row. Two such rows side by side, as "
            "columns, are the data set.",
            "np.column_stack([first, second]) puts rows side by side as columns.",
            "init is a list of centres, and each centre is a list of two numbers.",
            "clusters has one number per pixel, in a row: .reshape(im.shape) makes an image of it.",
        ),
        cases=lambda subject: brain_masks(subject)[:1],
        run=_clustering,
        decides=("segmentation",),
        draws={"blurred": "image", "segmentation": "labels", "dice": "number"},
        complain={
            "blurred": _about_blurred,
            "data": _about_data,
            "clusters": _about_clusters,
            "segmentation": _about_order,
        },
        praise="You clustered an image, and k-means never saw the ground truth.",
    ),
    "full-exercise-2": Exercise(
        lesson="another-subject",
        title="Full exercise: classify another subject",
        task="Describe every pixel by intensity, blurred intensity and gradient magnitude, both "
        "with sigma 5. Train a classifier with 3 neighbours on one subject, let it predict the "
        "other, and compute Dice for each class.",
        code="""\
def features(im):
    blurred = gaussian_filter(im, sigma=____)
    gradient = gaussian_gradient_magnitude(im, sigma=____)
    return np.column_stack([im.ravel(), ____, ____])

train_data = features(____)
test_data = features(____)
knn = KNeighborsClassifier(n_neighbors=____)
knn.fit(____, ____)
predicted = knn.predict(____)
segmentation = ____
dice = dice_multiclass(____, ____)""",
        solution=(
            "5",
            "5",
            "blurred.ravel()",
            "gradient.ravel()",
            "train_im",
            "test_im",
            "3",
            "train_data",
            "train_mask.ravel()",
            "test_data",
            "predicted.reshape(test_im.shape)",
            "test_mask",
            "segmentation",
        ),
        hints=(
            "You have train_im, train_mask, test_im and test_mask. Only the last one must stay "
            "hidden from the classifier.",
            "fit takes the data set and one label per row: a mask in a row is mask.ravel().",
            "predict gives a row of labels. Give it the shape of the test image.",
        ),
        cases=_two_subjects,
        run=_classification,
        decides=("segmentation", "dice"),
        draws={"segmentation": "labels", "dice": "bars"},
        complain={
            "train_data": _about_features("train"),
            "test_data": _about_features("test"),
            "segmentation": _about_order,
            "dice": _about_classes_dice,
        },
        praise="The classifier has never seen this subject. Which classes did it find easy?",
    ),
}

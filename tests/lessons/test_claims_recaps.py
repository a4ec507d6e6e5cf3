"""The right answers of the recaps, worked out from the held-out image without segcore."""

import numpy as np
import pytest
from scipy import ndimage as ndi
from sklearn.cluster import KMeans
from sklearn.metrics import accuracy_score, f1_score
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.preprocessing import StandardScaler

from segcore import load_subject, subjects
from segview.course import curriculum

SUBJECT = load_subject(curriculum.HELD_OUT)
IMAGE, TRUTH = SUBJECT.image, SUBJECT.truth
BRAIN = TRUTH > 0
SHIPPED = [s.id for s in subjects() if s.foreground == "brain" and not s.downloaded]
TISSUES = {1: "CSF (fluid)", 2: "Grey matter", 3: "White matter"}


def dice(truth, result):
    return f1_score(np.ravel(truth), np.ravel(result))


def three_cuts(image, *cuts):
    return np.digitize(image, cuts, right=True)


def best_dice_of_any_rule(*features):
    """Label every cell of a grid of 64 steps per feature as is best for Dice, and score that."""
    cells = np.zeros(BRAIN.size, int)
    for values in map(np.ravel, features):
        steps = (values - values.min()) / np.ptp(values) * 64
        cells = cells * 64 + np.minimum(steps.astype(int), 63)
    inside = np.bincount(cells, BRAIN.ravel())
    total = np.bincount(cells, minlength=len(inside))
    order = np.argsort(-inside[total > 0] / total[total > 0])
    hits, called = (np.cumsum(counts[total > 0][order]) for counts in (inside, total))
    return (2 * hits / (called + BRAIN.sum())).max()


# Chapter 1


@pytest.fixture(scope="module")
def first(visit):
    return visit("recap-1")


def test_the_pixel_is_fluid(first):
    assert TRUTH[73, 110] == 1
    assert first.right("place") == ["CSF (fluid)"]
    for name in ("Background", *TISSUES.values()):
        why = first.why("place", name)
        assert f"Its intensity is {IMAGE[73, 110]:.2f}, and the mask says brain." in why
        assert why.endswith("leave only CSF.")


def test_the_best_of_four_thresholds(first):
    reached = {t: dice(BRAIN, t < IMAGE) for t in (0.05, 0.15, 0.25, 0.4)}
    best = max(reached, key=reached.get)
    assert first.right("best-t") == [f"t = {best:g}"]
    for t, score in reached.items():
        why = first.why("best-t", f"t = {t:g}")
        assert f"Dice is {score:.3f} there. Of the four, t = {best:g} does best;" in why
    (then,) = (q["then"] for q in first.data("quiz") if q["key"] == "best-t")
    assert then == {"threshold": best}


def test_which_tissue_a_threshold_loses(first):
    kept = {name: (IMAGE[label == TRUTH] > 0.2).mean() for label, name in TISSUES.items()}
    lost = min(kept, key=kept.get)
    assert first.right("lost") == [lost]
    assert kept.pop(lost) < 0.15 and min(kept.values()) > 0.9


def test_the_threshold_that_clustering_amounts_to(first):
    start = np.array([[0.1], [0.4]])
    model = KMeans(2, init=start, n_init=1, tol=0).fit(IMAGE.reshape(-1, 1))
    midway = model.cluster_centers_.mean()
    assert first.right("clusters") == [f"t = {midway:.2f}"]
    same = accuracy_score(model.labels_, (midway < IMAGE).ravel())
    assert same == 1 and f"{same:.1%}" in first.why("clusters", f"t = {midway:.2f}")


def test_the_ceiling_is_near(first):
    most = best_dice_of_any_rule(IMAGE)
    assert 0.83 <= most < 0.9
    assert first.right("room") == ["From 0.83 to 0.90"]
    assert f"{most:.3f}" in first.why("room", "Below 0.83")
    assert max(dice(BRAIN, t < IMAGE) for t in np.linspace(0, 0.2, 81)) < most


def test_a_lower_threshold_takes_away_no_false_positive(first):
    low, high = IMAGE > 0.05, IMAGE > 0.4
    assert low[~BRAIN & high].all() and (IMAGE[~BRAIN & high] > 0.6).sum() > 500
    assert first.right("both-wrong") == ["Bright scalp is called brain."]
    for option, label in (("Fluid is missed.", 1), ("Grey matter is missed.", 2)):
        kept, before = low[label == TRUTH].mean(), high[label == TRUTH].mean()
        assert kept > 0.98 and before < 0.02
        assert f"Now {kept:.0%} of it is yellow" in first.why("both-wrong", option)
    wrong = (~BRAIN & high).sum()
    assert f"All {wrong:,} pixels" in first.why("both-wrong", "Bright scalp is called brain.")


def test_pixels_above_the_task_are_a_ring_with_gaps(first):
    bright = IMAGE > 0.6
    assert bright.sum() > 500 and not BRAIN[bright].any()
    rows, cols = np.nonzero(bright)
    middle = ndi.center_of_mass(BRAIN)
    around = np.arctan2(rows - middle[0], cols - middle[1])
    assert np.histogram(around, 36, (-np.pi, np.pi))[0].min() > 0, "on all sides of the brain"
    assert not (ndi.binary_fill_holes(bright) & BRAIN).any(), "but open"
    assert first.data("task")[0]["why"].startswith("A ring with gaps")


# Chapter 2


@pytest.fixture(scope="module")
def second(visit):
    return visit("recap-2")


def test_an_empty_frame_flatters_accuracy_only(second):
    found = IMAGE > 0.1
    wide = [np.pad(mask, 300) for mask in (BRAIN, found)]
    before, after = (found == BRAIN).mean(), (wide[0] == wide[1]).mean()
    assert before + 0.1 < after
    assert dice(*wide) == dice(BRAIN, found)
    assert second.right("frame") == ["Accuracy rises, Dice stays."]
    why = second.why("frame", "Both rise.")
    assert f"from {before:.3f} to {after:.3f}, Dice stays at {dice(*wide):.3f}." in why


def test_finding_nothing_is_accurate(second):
    share = 1 - np.pad(BRAIN, 300).mean()
    assert share > 0.9
    assert second.right("nothing") == ["More than 0.9"]
    assert f"{share:.3f}" in second.why("nothing", "0")


def test_which_errors_are_more_frequent(second):
    found = IMAGE > 0.1
    extra, missed = (~BRAIN & found).sum(), (BRAIN & ~found).sum()
    pure, whole = dice(BRAIN, BRAIN & found), dice(BRAIN, BRAIN | found)
    assert extra > 2 * missed and pure > whole + 0.05
    (right,) = second.right("errors")
    assert right.startswith("False positives")
    why = second.why("errors", right)
    assert f"Without the {extra:,} false positives Dice would be {pure:.3f}" in why
    assert f"without the {missed:,} false negatives {whole:.3f}" in why
    one_less, one_more = BRAIN & found, BRAIN & found
    one_less[np.unravel_index(one_less.argmax(), BRAIN.shape)] = False
    one_more[np.unravel_index(BRAIN.argmin(), BRAIN.shape)] = True
    assert dice(BRAIN, one_less) < dice(BRAIN, one_more), "one missed costs more than one invented"


def test_the_hardest_class_and_the_one_that_does_not_move(second):
    usual, moved = three_cuts(IMAGE, 0.1, 0.22, 0.38), three_cuts(IMAGE, 0.1, 0.26, 0.38)
    score, after = (
        {name: dice(label == TRUTH, label == found) for label, name in TISSUES.items()}
        for found in (usual, moved)
    )
    assert second.right("hardest") == [min(score, key=score.get)]
    assert second.right("unmoved") == [name for name in score if score[name] == after[name]]
    for name in score:
        same = score[name] == after[name]
        said = "before and after" if same else f"before, {after[name]:.3f} after"
        assert f"{score[name]:.3f} {said}" in second.why("unmoved", name)


def test_the_same_dice_has_other_errors(second):
    lax, strict = (cut < IMAGE for cut in (0.03, 0.2))
    assert f"{dice(BRAIN, lax):.2f}" == f"{dice(BRAIN, strict):.2f}"
    assert f"Dice is {dice(BRAIN, lax):.2f} in both" in second.data("quiz")[-3]["question"]
    (right,) = second.right("same-dice")
    assert right == "No: only the present result misses brain."
    (lax_extra, lax_missed), (extra, missed) = (
        ((~BRAIN & found).sum(), (BRAIN & ~found).sum()) for found in (lax, strict)
    )
    assert lax_missed == 0 and missed > 1000 and 0 < extra < lax_extra / 2
    why = second.why("same-dice", right)
    assert f"Now {missed:,} pixels of brain are missed, pinned {lax_missed:,}." in why
    assert f"{extra:,} pixels are wrongly called brain, not {lax_extra:,}." in why


# Chapter 3


@pytest.fixture(scope="module")
def third(visit):
    return visit("recap-3")


def blurred(image, sigma):
    return ndi.gaussian_filter(image, sigma)


def deviation(image):
    mean, square = (ndi.uniform_filter(values, 5) for values in (image, image**2))
    return np.sqrt(np.maximum(square - mean**2, 0))


def clusters(features, start, normalise=False):
    values = np.column_stack([values.ravel() for values in features])
    start = np.array(start)
    if normalise:
        scaler = StandardScaler().fit(values)
        values, start = scaler.transform(values), scaler.transform(start)
    return KMeans(2, init=start, n_init=1, tol=0).fit(values).labels_.reshape(IMAGE.shape)


PLANE = [[0.1, 0.1], [0.4, 0.35]]


def test_a_blur_halves_the_range(third):
    highest = blurred(IMAGE, 5).max()
    assert 0.4 < highest < 0.6
    assert third.right("range") == ["About 0.5"]
    assert f"{highest:.2f}" in third.why("range", "About 0.75")


def test_a_wide_blur_is_best_with_noise(third):
    noise = np.random.default_rng(0).normal(0, 0.15, IMAGE.shape)
    noisy = np.clip(IMAGE + noise, 0, 1)
    reached = {s: dice(BRAIN, clusters([noisy, blurred(noisy, s)], PLANE)) for s in (0, 1, 5)}
    best = max(reached, key=reached.get)
    assert third.right("noise") == [f"σ = {best}"]
    for sigma, score in reached.items():
        assert f"{score:.3f}" in third.why("noise", f"σ = {sigma}")


def test_normalising_and_a_third_feature(third):
    features = IMAGE, blurred(IMAGE, 5)
    raw, even = (dice(BRAIN, clusters(features, PLANE, normalise)) for normalise in (False, True))
    start = [[0.1, 0.1, 0.05], [0.4, 0.35, 0.05]]
    three = dice(BRAIN, clusters([*features, deviation(IMAGE)], start, normalise=True))
    (said,) = third.right("normalise")
    assert said == ("It rises." if even > raw else "It falls.")
    assert f"from {raw:.3f} to {even:.3f}" in third.why("normalise", said)
    (said,) = third.right("third")
    assert said.startswith("It rises" if three > even else "It falls")
    assert f"from {even:.3f} to {three:.3f}" in third.why("third", said)
    assert "did harm" in third.why("third", said), "test_claims_clustering_nd.py counts it"


@pytest.mark.parametrize(
    "id",
    [
        pytest.param(s.id, marks=[pytest.mark.oasis] if s.downloaded else [])
        for s in subjects()
        if s.foreground == "brain"
    ],
)
def test_normalising_helps_on_every_brain_of_the_course(third, id):
    subject = load_subject(id)
    features = subject.image, blurred(subject.image, 5)
    raw, even = (dice(subject.truth > 0, clusters(features, PLANE, n)) for n in (False, True))
    assert even > raw
    assert "rises on every brain" in third.why("normalise", "It rises.")


def test_the_partner_with_the_higher_ceiling(third):
    limits = {
        "Blur, σ = 5": best_dice_of_any_rule(IMAGE, blurred(IMAGE, 5)),
        "Window deviation": best_dice_of_any_rule(IMAGE, deviation(IMAGE)),
    }
    assert third.right("partner") == [max(limits, key=limits.get)]
    for text, limit in limits.items():
        assert f"{limit:.3f}" in third.why("partner", text)


def test_k_means_takes_the_scalp_for_brain():
    scalp = IMAGE > 0.6
    assert clusters([IMAGE, blurred(IMAGE, 5)], PLANE)[scalp].mean() == 1


def test_both_partners_take_the_scalp_for_brain(third):
    found = {
        "blur": clusters([IMAGE, blurred(IMAGE, 5)], PLANE),
        "window deviation": clusters([IMAGE, deviation(IMAGE)], [[0.1, 0.05], [0.4, 0.05]]),
    }
    assert all(labels[IMAGE > 0.6].all() for labels in found.values())
    assert third.right("both-partners") == ["Bright scalp is called brain."]
    for option, label in (("Most grey matter is missed.", 2), ("White matter is missed.", 3)):
        for name, labels in found.items():
            share = labels[label == TRUTH].mean()
            assert share > 0.9
            assert f"ith {name} {share:.0%}" in third.why("both-partners", option)


# Chapter 4


@pytest.fixture(scope="module")
def fourth(visit):
    return visit("recap-4")


def described(id):
    image = load_subject(id).image
    gradient = ndi.gaussian_gradient_magnitude(image, 5)
    return np.column_stack([v.ravel() for v in (image, blurred(image, 5), gradient)])


def per_class(model, teacher="age-25", on=curriculum.HELD_OUT, columns=(0, 1, 2)):
    columns = list(columns)
    model.fit(described(teacher)[:, columns], load_subject(teacher).truth.ravel())
    found = model.predict(described(on)[:, columns])
    return f1_score(load_subject(on).truth.ravel(), found, average=None)


def test_which_class_the_other_scanner_spoils(fourth):
    usual, other = (per_class(KNeighborsClassifier(3), id) for id in ("age-25", "other-scanner"))
    names = ["Background", *TISSUES.values()]
    assert fourth.right("scanner") == [
        name for name, a, b in zip(names, usual, other, strict=True) if a > 0.6 > b
    ]
    for name, a, b in zip(names, usual, other, strict=True):
        assert f"from {a:.3f} to {b:.3f}" in fourth.why("scanner", name)


def test_more_neighbours_help_a_little(fourth):
    few, many = (per_class(KNeighborsClassifier(k)).mean() for k in (1, 15))
    assert few < many < 0.9
    assert fourth.right("neighbours") == ["It rises, but stays below 0.9."]
    assert f"from {few:.3f} to {many:.3f}" in fourth.why("neighbours", "It falls.")


def test_one_neighbour_knows_its_own_pixels_only(fourth):
    own, abroad = (
        per_class(KNeighborsClassifier(1), curriculum.HELD_OUT, on).mean()
        for on in (curriculum.HELD_OUT, "age-25")
    )
    assert own == 1 and abroad < 0.9
    (said,) = fourth.right("own")
    assert said.startswith("1 here, below 0.9 there")
    assert f"Here {own:.3f}, on the person of 25 {abroad:.3f}" in fourth.why("own", said)


def test_the_best_single_feature(fourth):
    alone = {
        name: per_class(KNeighborsClassifier(3), columns=[at]).mean()
        for at, name in enumerate(("Intensity", "Blur", "Gradient"))
    }
    assert fourth.right("alone") == [max(alone, key=alone.get)]
    for name, score in alone.items():
        assert f"{score:.3f}" in fourth.why("alone", name)


def test_context_helps_every_class_and_the_weakest_stays_the_weakest(fourth):
    model = KNeighborsClassifier(3)
    narrow, wide = (per_class(model, columns=columns) for columns in ((0,), (0, 1, 2)))
    assert (wide > narrow).all() and narrow.argmin() == wide.argmin() == 1
    assert fourth.right("weakest") == [TISSUES[1]]
    for at, name in enumerate(("Background", *TISSUES.values())):
        said = f"{narrow[at]:.3f} with intensity alone and {wide[at]:.3f} with all three"
        assert said in fourth.why("weakest", name)


def test_nearest_mean_calls_scalp_white_matter_and_nearest_neighbours_does_not():
    for model, share in ((NearestCentroid(), 1), (KNeighborsClassifier(3), 0)):
        model.fit(described("age-25"), load_subject("age-25").truth.ravel())
        found = model.predict(described(curriculum.HELD_OUT)).reshape(IMAGE.shape)
        assert (found[IMAGE > 0.6] == 3).mean() == share


# What remains of each lesson, where numbers can tell


@pytest.mark.parametrize("id", [*SHIPPED, curriculum.HELD_OUT])
def test_what_remains_is_true_of_every_brain(id):
    subject = load_subject(id)
    image, truth = subject.image, subject.truth
    brain = truth > 0
    low, high = np.quantile(image[brain], [0.05, 0.95])
    assert (~brain & (image > low) & (image < high)).sum() > 3000, "as grey as brain"
    best = max(dice(brain, image > t) for t in np.linspace(0, 0.3, 31))
    assert 0.8 < best < 0.9, "a threshold finds most of a brain, not all"
    assert abs(image[truth == 1].mean() - image[~brain].mean()) < 0.06, "about as dark"
    scores = f1_score(truth.ravel(), three_cuts(image, 0.1, 0.22, 0.38).ravel(), average=None)
    assert min(scores) < scores.mean() - 0.05, "a mean hides the hard one"
    assert np.ptp(blurred(image, 5)) < 0.6 * np.ptp(image), "its range is smaller"
    assert image.std() > blurred(image, 5).std(), "k-means listens to intensity first"

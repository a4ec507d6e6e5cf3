"""What the clustering lesson says about k-means on two features, on every brain."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter, uniform_filter
from sklearn.cluster import KMeans, kmeans_plusplus
from sklearn.metrics import f1_score
from sklearn.neighbors import NearestNeighbors

from segcore import kmeans, load_subject, subjects
from segview.cache.remembering import best_possible

START = np.array([[0.3, 0.3], [0.5, 0.1]])
BOTH = ("intensity", "gaussian:5")
BRAINS = [
    pytest.param(subject.id, marks=[pytest.mark.oasis] if subject.downloaded else [])
    for subject in subjects()
    if subject.foreground == "brain"
]


@pytest.fixture(scope="module", params=BRAINS)
def brain(request):
    """Id, (n, 2) data as in the exercise, (n,) truth."""
    subject = load_subject(request.param)
    data = np.column_stack([subject.image.ravel(), gaussian_filter(subject.image, 5).ravel()])
    return subject.id, data, subject.truth.ravel() > 0


@pytest.fixture(scope="module")
def page(brain, visit):
    return visit("clustering-2d", f"image={brain[0]}")


def lloyd(data, start):
    return KMeans(2, init=np.asarray(start), n_init=1, algorithm="lloyd", tol=0).fit(data)


def same_groups(one, other):
    agree = np.mean(one == other)
    return max(agree, 1 - agree) > 0.999


def test_brain_has_the_highest_blurred_intensities(brain):
    """Right answer of "yellow"; and air sits in the lower left corner."""
    _, data, truth = brain
    blurred = data[:, 1]
    top = blurred >= np.quantile(blurred, 0.9)
    assert truth[top].mean() > 0.95
    assert blurred[truth].mean() > 2 * blurred[~truth].mean()
    air = ~truth & (data[:, 0] < 0.05)
    assert air.sum() > 5000
    assert data[air].mean(axis=0).max() < 0.1


def test_scalp_is_bright_but_no_brighter_than_brain_when_blurred(brain):
    """Right answer of "skull": to the right, far below the diagonal, where brain is not."""
    _, data, truth = brain
    scalp = ~truth & (data[:, 0] > 0.6)
    assert scalp.sum() > 500
    assert data[scalp, 1].mean() <= data[truth, 1].mean()
    drop = data[:, 0] - data[:, 1]
    assert drop[scalp].min() > 0.1
    assert abs(drop[truth].mean()) < 0.02
    assert np.median(drop[scalp]) > 3 * np.quantile(np.abs(drop[truth]), 0.75)


def test_no_brain_is_brighter_than_the_task_says(brain):
    """The task "scalp": all pixels above 0.6 are meant, so a lasso in the plot finds them."""
    _, data, truth = brain
    assert not truth[data[:, 0] > 0.6].any()


def test_without_blur_the_cloud_is_a_line(brain):
    """Right answer of "no-blur"; what it becomes is no point."""
    id, data, _ = brain
    image = load_subject(id).image
    np.testing.assert_array_equal(gaussian_filter(image, 0), image)
    assert np.ptp(data[:, 0]) == pytest.approx(1)


def test_neither_centre_stays_and_steps_are_counted_right(brain):
    """Preset "The given start", and "K-means settles after ... steps"."""
    _, data, _ = brain
    theirs, ours = lloyd(data, START), kmeans(data, init=START)
    assert (np.linalg.norm(theirs.cluster_centers_ - START, axis=1) > 0.1).all()
    count = len(ours.steps) - 1
    np.testing.assert_allclose(ours.steps[count].centres, ours.centres, atol=1e-12)
    before = ours.steps[count - 1]
    assert not np.allclose(before.centres, before.updated, atol=1e-12)
    np.testing.assert_allclose(ours.centres, theirs.cluster_centers_, atol=1e-9)
    assert count < 30, "the slider ends before k-means has settled"


def test_swapped_starts_swap_the_names(brain):
    """Question "contrast"; right answer of "reversed": Dice collapses."""
    _, data, truth = brain
    labels, swapped = lloyd(data, START).labels_, lloyd(data, START[::-1]).labels_
    np.testing.assert_array_equal(labels, 1 - swapped)
    assert f1_score(truth, labels) > 0.7
    assert f1_score(truth, swapped) < 0.3


def test_random_starts_end_in_the_same_groups_under_either_name(brain, page):
    """Preset "Random start" and the answers of "reversed" and "wrong"."""
    _, data, _ = brain
    expected = lloyd(data, START).labels_
    random = np.random.default_rng(0)
    pairs = [data[random.choice(len(data), 2, replace=False)] for _ in range(8)]
    pairs += [kmeans_plusplus(data, 2, random_state=seed)[0] for seed in range(4)]
    found = [lloyd(data, pair).labels_ for pair in pairs]
    assert all(same_groups(labels, expected) for labels in found)
    assert {bool(np.mean(labels == expected) > 0.5) for labels in found} == {True, False}
    (values,) = (
        p["values"] for ps in page.data("presets") for p in ps if p["label"] == "Random start"
    )
    start = [[float(n) for n in point.split(",")] for point in values["centres"].split(";")]
    ends = lloyd(data, start).labels_
    assert same_groups(ends, expected)
    note = page.notes["Random start"]
    assert ("names exchanged" in note) == (np.mean(ends == expected) < 0.5)
    assert ("the same names" in note) == (np.mean(ends == expected) > 0.5)


def test_a_centre_far_from_all_dots_catches_none(brain):
    _, data, _ = brain
    run = kmeans(data, init=[[0.2, 0.2], [5, 5]])
    assert (run.labels == 0).all()
    np.testing.assert_array_equal(run.centres[1], [5, 5])


def test_most_wrong_pixels_have_nearly_the_numbers_of_right_ones(brain, page):
    """Right answer of "wrong": nearly, for hardly two pixels have exactly the same numbers."""
    id, data, truth = brain
    assert len(np.unique(data, axis=0)) > 0.99 * len(data)
    labels = lloyd(data, START).labels_ == 1
    wrong, near = labels != truth, []
    for label in (False, True):
        right = NearestNeighbors(n_neighbors=1).fit(data[~wrong & (labels == label)])
        near.append(right.kneighbors(data[wrong & (labels == label)])[0].ravel() < 0.01)
    share = np.concatenate(near).mean()
    assert share > 0.7, "most"
    dice, most = f1_score(truth, labels), best_possible(id, BOTH)
    assert dice < most < 0.9
    (text,) = page.right("wrong")
    told = page.why("wrong", text)
    assert told.startswith(f"{share:.0%} of them")
    assert f"only reaches Dice {most:.3f}" in told


def best_dice(feature, inside):
    """Highest Dice of all cuts of a feature."""
    order = np.argsort(-feature, kind="stable")
    value, hits = feature[order], inside[order].cumsum()
    dice = 2 * hits / (np.arange(1, len(hits) + 1) + hits[-1])
    return dice[np.append(value[:-1] != value[1:], True)].max()


def majority(columns, truth, bins):
    """Mean Dice of the majority rule in so many bins of each feature."""
    scaled = [(c - c.min()) / np.ptp(c) * bins for c in columns]
    cell = np.ravel_multi_index(
        [s.astype(int).clip(0, bins - 1) for s in scaled], [bins] * len(columns)
    )
    counts = np.stack([np.bincount(cell[truth == c], minlength=bins**2) for c in np.unique(truth)])
    return f1_score(truth, counts.argmax(axis=0)[cell], average="macro")


def test_a_threshold_beats_k_means_and_context_is_worth_it_all_the_same(brain, page):
    """Question "worth", and all its numbers."""
    id, data, truth = brain
    cut = best_dice(data[:, 0], truth)
    alone, both = (
        f1_score(truth, KMeans(2, init=start, n_init=1, tol=0).fit_predict(columns))
        for columns, start in ((data[:, :1], [[0.1], [0.4]]), (data, START))
    )
    assert cut > both > alone
    random = ("intensity", "noise")
    limits = {n: [best_possible(id, s, n) for s in (BOTH[:1], random, BOTH)] for n in (0, 0.15)}
    gain = {n: [other - own for other in others] for n, (own, *others) in limits.items()}
    assert 0.005 < gain[0][1] < 0.04, "little"
    assert gain[0.15][1] > 0.08 > 3 * gain[0.15][0], "much, and not by chance"
    (question,) = (one for one in page.data("quiz") if one["key"] == "worth")
    assert f"reaches Dice {cut:.3f}" in question["question"]
    assert f"only {both:.3f}" in question["question"]
    (text,) = page.right("worth")
    told = page.why("worth", text)
    assert f"from {alone:.3f} to {both:.3f}" in told
    own, chance, context = (f"{limit:.3f}" for limit in limits[0])
    assert f"{own} on intensity, {context} on both, and {chance} if the second" in told
    own, chance, context = (f"{limit:.3f}" for limit in limits[0.15])
    assert f"much: {own}, {context}, and {chance} if random" in told
    assert f"{alone:.3f}" in page.why("worth", "Yes: on this task one number is better than two.")


def test_what_is_said_of_textures(page):
    """Question "worth"."""
    subject = load_subject("textures")
    mean = uniform_filter(subject.image, 7)
    spread = np.sqrt((uniform_filter(subject.image**2, 7) - mean**2).clip(0))
    truth = subject.truth.ravel()
    plain = majority([subject.image.ravel()], truth, 32)
    filtered = majority([mean.ravel(), spread.ravel()], truth, 32)
    assert filtered > plain + 0.5
    (text,) = page.right("worth")
    assert f"mean Dice goes from {plain:.3f} to {filtered:.3f}" in page.why("worth", text)


def test_reversed_clusters_are_named_as_such(page, brain, visit):
    _, data, truth = brain
    assert "reversed:" not in page.prose
    swapped = visit("clustering-2d", f"image={brain[0]}&centres=0.5,0.1;0.3,0.3")
    labels = lloyd(data, START).labels_
    scores = f1_score(truth, 1 - labels), f1_score(truth, labels)
    assert "Dice is {:.3f}; with the names exchanged it would be {:.3f}".format(*scores) in (
        swapped.prose
    )


def test_dark_pixels_with_bright_surroundings_are_fluid_not_scalp(brain):
    """A wrong answer of "skull": the upper left of the cloud."""
    id, data, _ = brain
    fluid = load_subject(id).truth.ravel() == 1
    upper_left = (data[:, 0] < 0.15) & (data[:, 1] > 0.25)
    assert fluid[upper_left].mean() > 0.25
    assert (upper_left & (data[:, 0] > 0.6)).sum() == 0


def test_at_first_each_dot_belongs_to_the_nearest_centre(brain):
    """Preset "Step by step"."""
    _, data, _ = brain
    first = kmeans(data, init=START).steps[0].labels
    distances = np.linalg.norm(data[:, None] - START, axis=2)
    np.testing.assert_array_equal(first, distances.argmin(axis=1))


def test_where_the_guessed_centres_end(brain):
    """Preset "The given start": the one for skull in the brain, the other in the dark."""
    _, data, truth = brain
    first, second = lloyd(data, START).cluster_centers_
    labels = lloyd(data, START).labels_
    assert truth[labels == 1].mean() > 0.65 > 0.3 > truth[labels == 0].mean()
    air, matter = data[~truth & (data[:, 0] < 0.05)].mean(axis=0), data[truth].mean(axis=0)
    assert np.linalg.norm(second - matter) < 0.1
    assert np.linalg.norm(first - air) < 0.5 * np.linalg.norm(first - matter)
    assert (first < 0.15).all() and (second > first + 0.1).all()


def test_right_answers(page):
    """What the other tests compute is what the page marks as right."""
    assert page.right("no-blur") == ["It becomes a straight line."]
    assert page.right("places") == ["Nothing. Only the image is gone."]
    assert page.right("yellow") == ["Brain: the yellow dots have the highest blurred intensities."]
    assert page.right("skull") == [
        "High intensity, low blurred intensity: to the right, far below the diagonal."
    ]
    (answer,) = page.right("reversed")
    assert answer.startswith("The clusters may come out reversed")
    (answer,) = page.right("wrong")
    assert answer.startswith("No: most wrong pixels have nearly the same two numbers")
    (answer,) = page.right("worth")
    assert answer.startswith("No: k-means makes too little of it")


def arrays_of(screen, unpack):
    (view,) = screen.data("linked")
    arrays = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    features = {name: arrays[feature["id"]] for name, feature in view["features"].items()}
    return features, arrays[view["truth"]], arrays[view["result"]]


def test_shuffled_places_change_nothing_but_the_image(page, brain, visit, unpack):
    """Right answer of "places": the same dots, labels, clusters and Dice, in another order."""
    (question,) = (one for one in page.data("quiz") if one["key"] == "places")
    assert question["then"] == {"shuffled": True}
    shuffled = visit("clustering-2d", f"image={brain[0]}&shuffled=true")
    tables = []
    for screen in (page, shuffled):
        features, truth, result = arrays_of(screen, unpack)
        columns = [features["intensity"], features["gaussian:5"], truth, result]
        tables.append(np.stack([column.ravel().astype(int) for column in columns]))
    before, after = tables
    assert (before[0] != after[0]).mean() > 0.9, "the image is gone"
    for table in tables:
        table[:] = table[:, np.lexsort(table)]
    np.testing.assert_array_equal(before, after)
    dice = [screen.data("linked")[0]["dice"] for screen in (page, shuffled)]
    assert dice[0] == pytest.approx(dice[1], abs=1e-9)


def test_every_preset_has_the_places_as_they_are(page):
    for preset in page.data("presets")[0]:
        assert not preset["values"]["shuffled"]


def test_ticks_move_the_centres_and_assign_the_dots_in_turn(brain, visit):
    """Preset "Step by step", and what is said of each step."""
    id, data, _ = brain
    centres, labels, told = START, None, []
    for tick in range(6):
        screen = visit("clustering-2d", f"image={id}&steps={tick}")
        if tick % 2:
            centres = np.array([data[labels == label].mean(axis=0) for label in (0, 1)])
        else:
            labels = np.linalg.norm(data[:, None] - centres, axis=2).argmin(axis=1)
        scene = screen.scene()
        np.testing.assert_allclose(scene.centres, centres, atol=1e-9)
        np.testing.assert_array_equal(scene.result.ravel(), labels)
        told.append("move" if f"Step {tick}, *move*" in screen.prose else "assign")
    assert told == ["assign", "move"] * 3


def test_play_stops_when_nothing_changes_any_more(brain, visit):
    id, data, _ = brain
    last = visit("clustering-2d", f"image={id}").scene().last["steps"]
    assert last == 2 * (len(kmeans(data, init=START).steps) - 1)
    screens = [visit("clustering-2d", f"image={id}&steps={tick}") for tick in (min(last, 30), 30)]
    ends = [screen.scene() for screen in screens]
    np.testing.assert_array_equal(ends[0].result, ends[1].result)
    np.testing.assert_array_equal(ends[0].centres, ends[1].centres)
    assert "has settled" in screens[0].prose


def test_a_careful_split_is_enough(brain):
    """The drawing: the cluster that k-means calls 1, and where a learner would split."""
    _, data, _ = brain
    found = lloyd(data, START).labels_
    for drawn in (data[:, 0] > 0.2, data[:, 0] > 0.3, data[:, 1] > 0.2, data.sum(axis=1) > 0.5):
        assert f1_score(found, drawn) > 0.7


def test_notes(page):
    note = page.notes["The given start"]
    assert "the second ends in the brain, the first in the dark" in note
    (task,) = (one for one in page.data("task") if one["key"] == "scalp")
    assert "above 0.6" in task["task"]

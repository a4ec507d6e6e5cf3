"""What the filters lesson says about pairs of features, on every image."""

from itertools import combinations

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import f1_score

from segcore import FILTERS, feature_space, load_subject, subjects
from segview.lesson import folder
from segview.scene import Functions

rank_pairs = folder.module("filters", "pairs").rank_pairs

IMAGES = [
    pytest.param(subject.id, marks=[pytest.mark.oasis] if subject.downloaded else [])
    for subject in subjects()
]
OF_THE_PIXEL = [name for name in FILTERS if name not in ("row", "column", "noise")]


@pytest.fixture(scope="module", params=IMAGES)
def picture(request):
    subject = load_subject(request.param)
    return subject, feature_space(subject.image, list(FILTERS)).values.T


def majority(truth, *columns):
    """Give each of 32 (or 32 x 32) cells the class of most of its pixels; labels of all pixels."""
    truth = truth.ravel()
    scaled = [(c - c.min()) / np.ptp(c) * 32 for c in columns]
    place = np.stack([s.astype(int).clip(0, 31) for s in scaled])
    counts = np.stack(
        [
            np.histogramdd(place[:, truth == label].T, [np.arange(33)] * len(columns))[0]
            for label in range(truth.max() + 1)
        ]
    )
    return counts.argmax(axis=0)[tuple(place)]


def dice(picture, *names):
    subject, columns = picture
    found = majority(subject.truth, *(columns[list(FILTERS).index(name)] for name in names))
    return f1_score(subject.truth.ravel(), found, average="macro")


def test_pairs_are_ranked_by_a_majority_vote(picture):
    """The ranking agrees with one in plain NumPy, and no pair is above the first."""
    subject, _ = picture
    space = feature_space(subject.image, OF_THE_PIXEL)
    ranked = rank_pairs(space, subject.truth)
    short = {tuple(spec.partition(":")[0] for spec in pair): d for pair, d in ranked.items()}
    by_hand = {pair: dice(picture, *pair) for pair in combinations(OF_THE_PIXEL, 2)}
    assert short == pytest.approx(by_hand)
    order = list(short)
    assert by_hand[order[0]] == pytest.approx(max(by_hand.values()))
    assert by_hand[order[-1]] == pytest.approx(min(by_hand.values()))


def test_the_window_is_a_good_partner(picture):
    """Right answers of "partner" and "together": more than either alone, more than chance."""
    alone = [dice(picture, name) for name in ("intensity", "std")]
    together = dice(picture, "intensity", "std")
    assert together > max(alone) + 0.05
    assert together > dice(picture, "intensity", "noise") + 0.05
    assert together > dice(picture, "intensity", "gaussian") + 0.01


def test_its_numbers_come_from_seven_pixels_each_way(picture):
    """The wrong answer of "together": it is blurrier than the image."""
    subject, columns = picture
    windows = ndimage.generic_filter(subject.image[40:60, 40:60], np.std, 7, mode="reflect")
    ours = columns[list(FILTERS).index("std")].reshape(subject.image.shape)[40:60, 40:60]
    np.testing.assert_allclose(ours[3:-3, 3:-3], windows[3:-3, 3:-3], atol=1e-6)


def test_position_is_a_map_of_one_image(picture):
    """Right answer of "position": moved by 10 pixels the map is far worse."""
    subject, columns = picture
    place = [columns[list(FILTERS).index(name)] for name in ("row", "column")]
    found = majority(subject.truth, *place).reshape(subject.truth.shape)
    here = f1_score(subject.truth.ravel(), found.ravel(), average="macro")
    moved = np.roll(subject.truth, 10, axis=(0, 1))
    there = f1_score(moved.ravel(), found.ravel(), average="macro")
    assert here > 0.75
    assert there < here - 0.15


def test_intensity_fails_on_textures_and_filters_work():
    subject = load_subject("textures")
    picture = subject, feature_space(subject.image, list(FILTERS)).values.T
    assert dice(picture, "intensity") < 0.3
    assert dice(picture, "mean", "std") > 0.8


def test_the_last_class_can_be_found_by_its_place_in_feature_space(picture):
    """The task: in the best pair's plane its cells hold little else."""
    subject, columns = picture
    space = feature_space(subject.image, OF_THE_PIXEL)
    best = next(iter(rank_pairs(space, subject.truth)))
    pair = [columns[list(FILTERS).index(spec.partition(":")[0])] for spec in best]
    last = len(subject.classes) - 1
    found = majority(subject.truth, *pair) == last
    assert f1_score(subject.truth.ravel() == last, found) > 0.75


@pytest.fixture(scope="module")
def screen(picture, visit):
    return visit("filters", f"image={picture[0].id}")


@pytest.fixture(scope="module")
def by_hand(picture):
    """Mean Dice of every pair of filters that measure the image."""
    return {pair: dice(picture, *pair) for pair in combinations(OF_THE_PIXEL, 2)}


def test_the_best_pair_is_asked_before_it_is_shown(screen, by_hand):
    best = max(by_hand, key=by_hand.get)
    assert (screen.values["x"], screen.values["y"]) == ("intensity", "gaussian") != best
    titles = [FILTERS[name].title for name in best]
    assert screen.right("best-pair") == [" and ".join(titles)]
    (question,) = (one for one in screen.data("quiz") if one["key"] == "best-pair")
    assert (question["then"]["x"], question["then"]["y"]) == best
    assert len(question["answers"]) >= 4
    above = screen.text.steps[0].hint + screen.data("linked")[0]["hint"]
    assert not any(title in above for title in titles if title != "Intensity")


def test_what_is_to_be_reached_is_a_pair(screen, by_hand):
    ranked = sorted(by_hand.values(), reverse=True)
    assert screen.facts["best"] == pytest.approx(ranked[0])
    assert screen.facts["enough"] == pytest.approx(ranked[4])
    others = {pair: found for pair, found in by_hand.items() if "std" in pair}
    assert max(others.values()) >= ranked[4], "one axis can stay as it is"


def test_right_answers(picture, screen):
    partners = {name: dice(picture, "intensity", name) for name in ("gaussian", "std", "noise")}
    assert screen.right("partner") == [FILTERS[max(partners, key=partners.get)].title]
    assert screen.right("together") == ["Each tells apart pixels that the other confuses."]
    (answer,) = screen.right("position")
    assert answer.startswith("Because the rule learns where things lie")


def test_the_numbers_on_the_page(picture, screen, by_hand):
    notes = screen.notes
    best, worst = (pick(by_hand, key=by_hand.get) for pick in (max, min))
    assert f"{by_hand[best]:.3f}." in notes["The best pair"]
    assert f"{by_hand[worst]:.3f}." in notes["The worst pair"]
    alone, by_chance = dice(picture, "intensity"), dice(picture, "intensity", "noise")
    useless = notes["A useless partner"]
    assert f"{by_chance:.3f}, and {alone:.3f} with intensity alone" in useless
    assert ("What they seem to add is chance" in useless) == (by_chance > alone)
    assert screen.why("together", "Two features are always much better than one.").endswith(
        useless.partition(": ")[2]
    )
    (asked,) = (one for one in screen.data("quiz") if one["key"] == "position")
    assert f"reaches {dice(picture, 'column', 'row'):.3f}." in asked["question"]
    (view,) = screen.data("linked")
    assert view["dice"] == pytest.approx(dice(picture, "intensity", "gaussian"))
    told = screen.why("together", "Each tells apart pixels that the other confuses.")
    for names in (["intensity"], ["std"], ["intensity", "std"]):
        assert f"{dice(picture, *names):.3f}" in told
    (bars,) = (figure["traces"][0] for figure in screen.data("figure"))
    for name, height in zip(bars["x"], bars["y"], strict=True):
        assert height == pytest.approx(dice(picture, *name.split("<br>")))


def test_regions_are_those_of_the_majority(picture, screen, unpack):
    """Behind the dots lies the label that most pixels of the cell have."""
    subject, columns = picture
    (view,) = screen.data("linked")
    arrays = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    regions, ranges = arrays[view["regions"]["id"]], view["regions"]["ranges"]
    pair = [columns[list(FILTERS).index(name)] for name in ("intensity", "gaussian")]
    x, y = (
        ((c - low) / (high - low) * 32).astype(int).clip(0, 31)
        for c, (low, high) in zip(pair, ranges, strict=True)
    )
    np.testing.assert_array_equal(regions[y, x], majority(subject.truth, *pair))


def test_a_slider_that_does_nothing_says_why(screen):
    assert screen.controls["x-sigma"]["disabled"] == "Intensity has no σ."
    assert screen.controls["y-size"]["disabled"] == "Gaussian blur has no window."
    assert screen.controls["y-sigma"]["disabled"] == ""


def test_both_filters_are_explained_and_shown_as_code(screen):
    captions = screen.told("caption")
    for name in ("intensity", "gaussian"):
        assert FILTERS[name].explanation in captions
    (shown,) = (part.functions for part in screen.parts if isinstance(part, Functions))
    assert shown[:2] == (FILTERS["intensity"].function, FILTERS["gaussian"].function)


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_begins_at_its_usual_width(visit, name):
    """As in the ranking, whatever the slider said for the filter before."""
    screen, usual = visit("filters", f"y={name}"), FILTERS[name]
    widths = {"sigma": 5.0, "size": 7} | {usual.parameter: usual.default}
    assert (screen.values["y-sigma"], screen.values["y-size"]) == (widths["sigma"], widths["size"])
    specs = set(screen.data("linked")[0]["features"])
    assert {"intensity", *feature_space(load_subject("age-25").image, [name]).names} == specs


def test_one_filter_on_both_axes_has_no_regions(visit):
    screen = visit("filters", "x=std&y=std")
    assert not screen.complaints
    assert screen.data("linked")[0]["regions"] is None


def test_what_random_numbers_add_is_chance(picture):
    """Preset "A useless partner": learnt from half of the pixels, it gets no more of the rest."""
    subject, columns = picture
    truth = subject.truth.ravel()
    names = list(FILTERS)
    taught = np.random.default_rng(0).random(truth.size) < 0.5

    def elsewhere(*chosen):
        scaled = [columns[names.index(name)] for name in chosen]
        scaled = [(c - c.min()) / np.ptp(c) * 32 for c in scaled]
        cell = np.ravel_multi_index([s.astype(int).clip(0, 31) for s in scaled], [32] * len(chosen))
        counts = [
            np.bincount(cell[taught & (truth == c)], minlength=32**2) for c in np.unique(truth)
        ]
        found = np.argmax(counts, axis=0)[cell]
        return np.mean(truth[~taught] == found[~taught])

    assert elsewhere("intensity", "noise") < elsewhere("intensity") + 0.005

"""What a lesson sends to the browser is complete, consistent, and scored right."""

import re

import numpy as np
import pytest
from sklearn.metrics import f1_score

from segcore import load_subject
from segview.course import curriculum

SLUGS = [entry.slug for entry in curriculum.LESSONS]
ROLES = {"image", "truth", "result", "errors"}
COLOUR = re.compile(r"#[0-9a-f]{6}")
every_lesson = pytest.mark.parametrize("slug", SLUGS)


@pytest.fixture(params=["default", "other"])
def screen(request, visit, slug):
    """The lesson as it opens, and on its second image."""
    screen = visit(slug)
    if request.param == "default":
        return screen
    return visit(slug, f"image={screen.controls['image']['options'][1][0]}")


@pytest.fixture
def arrays(screen, unpack):
    """Levels of every array sent, by id."""
    unpacked = [unpack(body) for body in screen.packed]
    return {head["id"]: levels for head, levels in unpacked}


@every_lesson
def test_a_lesson_has_a_linked_view(screen):
    assert screen.data("linked")


@every_lesson
def test_every_array_that_is_named_is_sent(screen, arrays):
    for view in screen.data("linked"):
        named = [feature["id"] for feature in view["features"].values()]
        named += [view[name] for name in ("truth", "result") if view[name]]
        for name in named:
            assert arrays[name].shape == tuple(view["shape"])


@every_lesson
def test_labels_have_names_and_colours(screen, arrays):
    for view in screen.data("linked"):
        for part in view["classes"] + view["errors"] + view["centres"]:
            assert part["name"] and COLOUR.fullmatch(part["colour"])
        assert view["differences"]
        for part in view["differences"]:
            assert COLOUR.fullmatch(part["colour"])
        for name in ("truth", "result"):
            if view[name]:
                assert arrays[view[name]].max() < len(view["classes"])


@every_lesson
def test_panels_show_what_there_is(screen):
    for view in screen.data("linked"):
        there = set(view["features"]) | ROLES - {n for n in ("truth", "result") if not view[n]}
        if not (view["truth"] and view["result"]):
            there -= {"errors"}
        awaited = view["painting"] and not view["result"]  # what is shown once enough is painted
        assert view["hint"] or not awaited
        panels = [panel for row in view["rows"] for panel in row]
        assert panels and all(view["rows"])
        for panel in panels:
            assert panel["title"] or panel.get("small")
            if panel["kind"] == "image":
                assert panel["name"] in there or awaited
            else:
                assert panel["x"] in view["features"]
                assert panel["colour"] in there or awaited
                assert all(low < high for low, high in panel["ranges"])
            if panel["kind"] == "scatter":
                assert panel["y"] in view["features"]


@every_lesson
def test_rules_follow_controls(screen):
    for view in screen.data("linked"):
        rule = view["rule"]
        if rule:
            kind = "points" if rule["kind"] == "centres" else "range"
            assert {*rule.get("features", ()), rule.get("feature", "intensity")} <= view[
                "features"
            ].keys()
            for key in rule["controls"]:
                assert screen.controls[key]["kind"] == kind
                assert view["state"][key] == screen.values[key]


@every_lesson
def test_centres_lie_in_the_feature_space(screen):
    for view in screen.data("linked"):
        for centre in view["centres"]:
            assert len(centre["at"]) == len(view["features"])


@every_lesson
def test_regions_lie_behind_features(screen, arrays):
    for view in screen.data("linked"):
        regions = view["regions"]
        if regions:
            assert {regions["x"], regions["y"]} <= view["features"].keys()
            assert arrays[regions["id"]].max() < len(view["classes"])
            assert all(low < high for low, high in regions["ranges"])


@every_lesson
def test_no_result_is_above_the_ceiling(screen):
    for view in screen.data("linked"):
        if view["ceiling"] is not None:
            assert view["dice"] <= view["ceiling"] <= 1


@every_lesson
def test_dice_is_right(screen, arrays):
    """Foreground for two classes, otherwise the mean over the classes of the truth."""
    for view in screen.data("linked"):
        if not (view["truth"] and view["result"]):
            assert view["dice"] is None
            continue
        truth, result = (arrays[view[name]].ravel() for name in ("truth", "result"))
        if len(view["classes"]) == 2:
            dice = f1_score(truth, result, zero_division=np.nan)
        else:
            dice = f1_score(truth, result, labels=np.unique(truth), average="macro")
        if np.isnan(dice):
            assert view["dice"] is None
        else:
            assert view["dice"] == pytest.approx(dice, abs=1e-9)


def test_threshold_sends_its_image_exactly(visit, unpack):
    screen = visit("threshold")
    (view,) = screen.data("linked")
    levels = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    image = levels[view["features"]["intensity"]["id"]] / 65535
    np.testing.assert_allclose(image, load_subject(screen.values["image"]).image, atol=0.5 / 65535)

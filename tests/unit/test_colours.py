"""Colours that appear together are told apart by every eye, and patterns where colours are not.

The limits are a CIEDE2000 distance of 20, with normal sight and under the full deuteranopia,
protanopia and tritanopia of Machado, Oliveira & Fernandes (2009), "A Physiologically-based Model
for Simulation of Color Vision Deficiency", as colorspacious has them; and a contrast of 1.4 between
relative luminances (WCAG 2.2), which is what is left without any colour.
"""

import ast
import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert
from skimage.color import deltaE_ciede2000, rgb2lab

from segview import theme
from segview.course import curriculum
from segview.programs import script as programs
from segview.scene import Bars, Curves

ROOT = Path(__file__).parents[2]
DISTANCE, CONTRAST = 20, 1.4
CROWDED = {"7 clusters": (16.9, 1.25), "8 clusters": (16.9, 1.25)}  # as far as a search came
SIGHTS = (None, "deuteranomaly", "protanomaly", "tritanomaly")
HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
PAGES = ("#ffffff", "#171614")
every_set = pytest.mark.parametrize("name", theme.TOGETHER)


def rgb(colours):
    return np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in colours])


def seen(colours, sight):
    """What an eye sees of colours, (n, 3) in [0, 1]."""
    if sight is None:
        return colours
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(colours, space, "sRGB1"), 0, 1)


def distances(colours, sight):
    """CIEDE2000 of every two colours."""
    lab = rgb2lab(seen(colours, sight)[None])[0]
    one, other = np.array(list(combinations(range(len(lab)), 2))).T
    return deltaE_ciede2000(lab[one], lab[other])


def luminances(colours):
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrasts(colours):
    """Contrast of every two colours in greys."""
    levels = sorted(luminances(colours) + 0.05)
    return [more / less for less, more in combinations(levels, 2)]


def hue(colour):
    """Angle in CIELAB, in degrees: 90 is yellow, 270 is blue."""
    _, a, b = rgb2lab(rgb([colour])[None])[0][0]
    return np.degrees(np.arctan2(b, a)) % 360


@every_set
@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_every_two_differ(name, sight):
    limit, _ = CROWDED.get(name, (DISTANCE, CONTRAST))
    assert distances(rgb(theme.TOGETHER[name]), sight).min() >= limit


@every_set
def test_every_two_differ_without_colour(name):
    _, limit = CROWDED.get(name, (DISTANCE, CONTRAST))
    assert min(contrasts(rgb(theme.TOGETHER[name]))) >= limit


@pytest.mark.parametrize("colour", [theme.BAR, theme.WARNING_BAR, *theme.SERIES_COLOURS])
@pytest.mark.parametrize("page", PAGES)
def test_charts_stand_out_from_the_page(colour, page):
    both = rgb([colour, page])
    assert min(contrasts(both)) >= CONTRAST
    assert min(distances(both, sight).min() for sight in SIGHTS) >= DISTANCE


@pytest.mark.parametrize("grey", np.linspace(0, 1, 5))
@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_outcomes_differ_over_any_grey_of_the_image(grey, sight):
    """As strongly as they lie there at first, a quarter of the image shines through."""
    outcomes = rgb(theme.TOGETHER["outcomes"][1:])
    assert distances(0.75 * outcomes + 0.25 * grey, sight).min() >= 12


@pytest.mark.parametrize(
    ("colour", "low", "high"),
    [
        (theme.BRAIN, 90, 110),  # yellow
        (theme.REST, 230, 280),  # blue
        (theme.BAR, 230, 285),
        (theme.CSF, 140, 185),  # green
        (theme.GREY_MATTER, 55, 80),  # orange
        (theme.FALSE_POSITIVE, 45, 70),  # orange, nearer to red
        (theme.FALSE_NEGATIVE, 300, 350),  # pink
    ],
)
def test_hues_are_what_texts_call_them(colour, low, high):
    assert low < hue(colour) < high


@every_set
def test_patterns_differ(name):
    """But the surface and what lies on it plainly have none."""
    colours = [c for c in theme.TOGETHER[name] if c != theme.SURFACE]
    patterns = [theme.PATTERNS[colour] for colour in colours]
    assert len(set(patterns)) == len(patterns)


def test_what_appears_together_is_declared():
    sets = [set(colours) for colours in theme.TOGETHER.values()]
    assert all(any(set(theme.class_colours(k)) <= some for some in sets) for k in range(2, 9))


def has_hue(colour):
    return np.hypot(*rgb2lab(rgb([colour])[None])[0][0][1:]) > 8


def test_colours_are_written_in_the_theme_alone():
    files = [path for kind in ("py", "js", "css") for path in (ROOT / "segview").rglob(f"*.{kind}")]
    for file in files:
        written = HEX.findall(file.read_text("utf-8"))
        assert file.name == "theme.py" or not any(map(has_hue, written)), file


def test_lessons_write_no_colours_but_in_programs():
    for file in (ROOT / "pages").rglob("*.py"):
        assert file.name == "program.py" or not HEX.search(file.read_text("utf-8")), file


@pytest.mark.parametrize("slug", [page.slug for page in curriculum.IN_ORDER])
def test_programs_have_the_colours_of_the_screen(slug):
    if not (ROOT / "pages" / slug / "program.py").exists():
        pytest.skip("It has no program.")
    nodes = ast.walk(ast.parse(programs.source(slug)))
    lists = [node for node in nodes if isinstance(node, ast.List)]
    texts = [[getattr(part, "value", None) for part in one.elts] for one in lists]
    palettes = [tuple(one) for one in texts if one and all(HEX.fullmatch(str(c)) for c in one)]
    assert palettes
    assert all(palette == theme.class_colours(len(palette)) for palette in palettes)


def test_icon_and_buttons_have_the_colours_of_the_course():
    icon = set(HEX.findall(Path(theme.ICON).read_text("utf-8")))
    assert icon <= {theme.REST, theme.BRAIN, theme.SURFACE}
    own = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    assert own["light"]["primaryColor"] == theme.BAR
    assert own["dark"]["primaryColor"] == theme.REST


def test_charts_of_no_class_take_no_colour_of_one():
    bars = Bars(key="a", values={"x": 0.1, "y": 0.2}, title="Dice").describe()["traces"]
    groups = Bars(key="a", values={"x": {"u": 1}, "y": {"u": 1}}, title="Dice").describe()["traces"]
    lines = Curves(key="b", x=[0, 1], lines={"x": [0, 1], "y": [1, 0]}, titles=("x", "y"))
    used = {trace["marker"]["color"] for trace in [*bars, *groups]}
    used |= {trace["line"]["color"] for trace in lines.describe()["traces"]}
    assert used <= {theme.BAR, *theme.SERIES_COLOURS}

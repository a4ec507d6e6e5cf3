"""Panels, controls and charts in the room that a screen leaves them."""

import pytest
from playwright.sync_api import expect

from segview.course import curriculum

SLUGS = [lesson.slug for lesson in curriculum.IN_ORDER]
WIDTHS = {1024: 768, 1280: 800, 1366: 768, 1920: 1080}  # of usual screens, and their heights
CUT = """(within) => {
  const texts = ["label", "output", "small", "select", ".play", ".title", ".value", ".extras",
    ".axis", ".legend .name", ".choice button", ".right button"];
  const all = within.flatMap((box) => texts.map((text) => `${box} ${text}`)).join();
  const shown = [...document.querySelectorAll(all)].filter((one) => one.offsetWidth);
  const cut = shown.filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth);
  const stage = document.querySelector(".st-key-segview-stage").getBoundingClientRect();
  const beyond = shown.filter((one) => one.getBoundingClientRect().right > stage.right + 1);
  const covered = shown.filter((one) => {
    const panel = one.closest("figure");
    if (!panel || one.matches(".axis")) return false;
    return one.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1;
  });
  return [...new Set([...cut, ...beyond, ...covered])].map((one) => one.textContent.slice(0, 60));
}"""
SMALLEST = 170  # px of pictures; before they are smaller, the page has to be scrolled
COVERED = """(smallest) => {
  const pictures = [...document.querySelectorAll(".segview-linked .picture .frame")];
  if (pictures.some(({ offsetWidth }) => offsetWidth && offsetWidth < smallest)) return [];
  const lines = document.querySelector(".segview-linked:not([data-aside]) .status");
  if (!lines) return [];
  const { top } = lines.getBoundingClientRect();
  const { bottom } = document.querySelector(".segview-linked .rows").getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight);
  return seen - top > 1 ? [`the lines below the panels cover ${seen - top} px of them`] : [];
}"""
STILL = """() => new Promise((done) => {
  let before = "";
  let alike = 0;
  const look = () => {
    const figures = [...document.querySelectorAll("[data-view] figure")];
    const now = JSON.stringify(figures.map((figure) => figure.getBoundingClientRect()));
    alike = now === before ? alike + 1 : 0;
    if (alike === 3) return done(true);
    before = now;
    setTimeout(look, 150);
  };
  look();
})"""
STATE = """() => {
  const layers = [...document.querySelectorAll("[data-view] .layer")];
  const plots = [...document.querySelectorAll(".st-key-segview-stage .js-plotly-plot")];
  return JSON.stringify([
    layers.map((layer) => layer.style.transform),
    plots.map(({ _fullLayout: { xaxis, yaxis } }) => [xaxis?.range, yaxis?.range]),
    [...document.querySelectorAll(".st-key-segview-stage input")].map((input) => input.value),
    location.search,
  ]);
}"""
WITHIN = ["[class*=st-key-segview-controls]", "[data-view]"]
PANELS = ".st-key-segview-stage :is(.picture .frame, .plot .frame, .segview-parts .chart)"
SCROLLER = '[data-testid="stMain"]'
SCROLLED = f"""() => document.querySelector('{SCROLLER}').scrollTop"""
TOP = "() => document.querySelectorAll('*').forEach(one => one.scrollTo(0, 0))"


DRAWN = """() => [...document.querySelectorAll(".segview-parts .chart")].every(
  (chart) => chart.querySelector(".main-svg"))"""


def at_rest(view):
    """Wait until all is there, charts too, and nothing moves any more."""
    view.ready()
    view.settled()
    view.page.wait_for_function(DRAWN)
    view.page.wait_for_function(STILL)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_text_is_cut_at_any_width(page, same_lesson, slug):
    view = same_lesson(slug)
    at_rest(view)
    found = {}
    for width, height in WIDTHS.items():
        view.resize(width, height)
        found[width] = page.evaluate(CUT, WITHIN) + page.evaluate(COVERED, SMALLEST)
    assert found == {width: [] for width in WIDTHS}


@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}], ids=["laptop"])
@pytest.mark.parametrize("slug", SLUGS)
def test_the_wheel_alone_only_scrolls(page, same_lesson, size, slug):
    view = same_lesson(slug)
    at_rest(view)
    before = page.evaluate(STATE)
    panels = page.locator(PANELS)
    for at in range(panels.count()):
        if not panels.nth(at).is_visible():
            continue
        page.evaluate(TOP)
        panels.nth(at).hover()
        page.mouse.wheel(0, 120)
        page.mouse.wheel(0, -60)
    page.wait_for_function(STILL)
    assert page.evaluate(STATE) == before


def test_the_wheel_scrolls_the_page_from_over_a_panel(page, same_lesson):
    same_lesson("clustering-2d").resize(1366, 400)
    page.evaluate(TOP)
    for panel in (".picture .frame", ".plot .frame"):
        page.locator(f"[data-view] {panel}").first.hover()
        before = page.evaluate(SCROLLED)
        page.mouse.wheel(0, 100)
        page.wait_for_function(
            f"before => document.querySelector('{SCROLLER}').scrollTop > before", arg=before
        )


def test_who_turns_the_wheel_over_a_panel_is_told_once(page, same_lesson):
    same_lesson("clustering-2d").settled()
    said = page.get_by_text("Hold Ctrl, or pinch, to zoom.")
    expect(said).to_have_count(0)
    page.evaluate("sessionStorage.clear()")
    page.locator("[data-view] .picture .frame").first.hover()
    page.mouse.wheel(0, 10)
    said.wait_for()
    said.wait_for(state="detached")
    page.mouse.wheel(0, 10)
    page.wait_for_timeout(300)
    assert said.count() == 0


def test_one_of_a_matrix_is_large_and_the_others_can_be_picked(page, same_lesson):
    view = same_lesson("clustering-nd")
    view.settled()
    thumbnails = view.root.locator(".thumbnail")
    count = thumbnails.count()
    assert view.root.locator(".matrix .plot:not(.thumbnail)").count() == 1
    wanted = thumbnails.last.get_attribute("title")
    thumbnails.last.click()
    large = view.root.locator(".matrix .plot:not(.thumbnail)")
    named = [large.locator(f".axis.{axis}").inner_text() for axis in "yx"]
    assert " over ".join(named) == wanted
    assert thumbnails.count() == count
    view.ready()
    assert large.locator(".js-plotly-plot").count() == 1
    assert large.bounding_box()["width"] > 4 * thumbnails.first.bounding_box()["width"]


@pytest.mark.parametrize("slug", ["clustering-2d", "supervised", "classifiers", "gaussian-blur"])
def test_distances_look_alike_along_both_axes(page, same_lesson, slug):
    view = same_lesson(slug)
    at_rest(view)
    for plot in range(view.scatters.count()):
        axes = view.axes(plot)
        across = axes["width"] / (axes["x"][1] - axes["x"][0])
        up = axes["height"] / (axes["y"][1] - axes["y"][0])
        assert across == pytest.approx(up, rel=0.01)


PINNED = """() => {
  const boxes = (selector) => [...document.querySelectorAll(`.st-key-segview-stage ${selector}`)]
    .filter((one) => one.offsetWidth).map((one) => one.getBoundingClientRect());
  const charts = boxes(".segview-parts .chart .main-svg:first-child");
  return {
    narrow: boxes(".picture .frame").filter(({ width }) => width < 140).length,
    overlapping: charts.slice(1).filter(({ top }, i) => top < charts[i].bottom - 1).length,
  };
}"""


@pytest.mark.parametrize("slug", ["accuracy", "clustering-2d"])
def test_a_pin_makes_no_picture_tiny_and_no_charts_overlap(page, same_lesson, slug):
    view = same_lesson(slug)
    at_rest(view)
    page.get_by_role("button", name="Pin", exact=True).click()
    for width, height in WIDTHS.items():
        view.resize(width, height)
        at_rest(view)
        assert page.evaluate(PINNED) == {"narrow": 0, "overlapping": 0}, width

"""A view that is shared: its link and its QR code, opened by somebody else, in another window."""

import io
import re
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from proxy import proxy
from scipy.ndimage import gaussian_filter
from skimage.measure import points_in_poly
from view import View

from benchmarks.harness import WINDOW
from segcore import load_subject
from segview.course import curriculum
from segview.lesson import folder
from segview.server.assets import WEB

IMAGE = load_subject("age-25").image
PARTS = re.findall(
    r'"(\w+)"', (WEB / "scene/look.js").read_text("utf-8").partition("PARTS")[2].partition("]")[0]
)
LOOK = """(root) => ({
  told: ["dice", "pinnedDice", "selected", "probe", "pixels"].map((name) => root.dataset[name]),
  step: document.querySelector("[data-guide]").dataset.step,
  chosen: root.querySelector(".chosen").textContent,
  comparison: root.querySelector(".comparison").textContent,
  note: root.querySelector(".note").textContent,
  drop: [...root.querySelectorAll("figure select")].map((select) => select.value),
  strength: root.querySelector("figcaption input").value,
  pressed: [...root.querySelectorAll('[aria-pressed="true"]')].map(
    (made) => made.ariaLabel ?? made.textContent),
  patterned: root.querySelectorAll(".patterned").length,
})"""
LENS = """(root) => {
  const { a, e, f } = new DOMMatrix(getComputedStyle(root.querySelector(".layer")).transform);
  const { clientWidth, clientHeight } = root.querySelector(".layer");
  return [a, e / clientWidth, f / clientHeight];
}"""


def share(view):
    """Open the dialog: the link, and what the code says."""
    view.root.get_by_role("button", name="Share").click()
    dialog = view.page.get_by_role("dialog", name="Share this view")
    link = dialog.get_by_label("Link to this view").input_value()
    code = dialog.get_by_role("img")
    view.page.wait_for_function(
        "() => document.querySelector('.segview-share .code')?.naturalWidth"
    )
    picture = Image.open(io.BytesIO(code.screenshot()))
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == link
    corner = np.asarray(picture.convert("L"))[4:12, 4:12]
    assert (corner == 255).all(), "black on white, and white around it"
    return dialog, link


@contextmanager
def opened(browser, link, **how):
    """A view in a browser that has never been here."""
    context = browser.new_context(reduced_motion="reduce", **how)
    try:
        page = context.new_page()
        said = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(link)
        view = View(page).ready()
        page.wait_for_function(f"() => !/{'|'.join(PARTS)}=/.test(location.search)")
        view.settled()
        yield view
        assert not said
    finally:
        context.close()


def drawn(view):
    """A look that is nothing like the first one: all that a link can say of it is in it."""
    view.press("sigma")
    view.root.get_by_role("button", name="Pin", exact=True).click()
    view.press("sigma", 2)
    expect(view.root).to_have_attribute("data-pinned-dice", re.compile(r"0\.\d+"))
    ring = np.array([[0.5, 0.35], [0.7, 0.3], [0.75, 0.45], [0.6, 0.5], [0.45, 0.45], [0.5, 0.35]])
    view.drag(*view.dots(ring).tolist(), steps=3)
    view.choose_tool("Brush")
    view.page.keyboard.down("Shift")
    view.drag(view.pixel("image", 40, 40), view.pixel("image", 60, 90), view.pixel("image", 80, 60))
    view.page.keyboard.up("Shift")
    view.root.get_by_role("button", name="Invert").click()
    view.colour_by("result")
    view.root.get_by_role("button", name="Patterns").click()
    view.root.get_by_label("Lay labels over the image").select_option("truth")
    view.root.get_by_label("Opacity").fill("0.8")
    view.root.get_by_role("button", name="Show rest").click()
    view.page.mouse.move(*view.pixel("image", 88, 104))
    view.zoom(-300)
    view.page.mouse.move(*view.dots(np.array([[0.4, 0.3]]))[0])
    view.zoom(-200)
    view.page.mouse.move(5, 5)
    return ring


def test_a_link_shows_the_same_view_to_everybody(go_to_lesson, page, browser):
    view = go_to_lesson("clustering-2d")
    page.locator("[data-step-key]").nth(3).click()
    view.settled()
    drawn(view)
    told, lens, axes = (view.root.evaluate(LOOK), view.root.evaluate(LENS), view.axes())
    assert 0 < int(view["selected"]) < IMAGE.size
    dialog, link = share(view)
    assert len(link) < 1500
    assert dialog.get_by_role("img").bounding_box()["height"] > 0.6 * WINDOW["height"]
    expect(dialog.locator("p")).to_have_text([re.compile("Only this computer")])
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert view.root.evaluate(LOOK) == told, "Esc closed the dialog, and did nothing else"
    for size, scheme in (((1366, 768), "dark"), ((1024, 700), "light")):
        window = {"width": size[0], "height": size[1]}
        with opened(browser, link, viewport=window, color_scheme=scheme) as there:
            assert there.root.evaluate(LOOK) == told
            np.testing.assert_allclose(there.root.evaluate(LENS), lens, atol=0.01)
            now = there.axes()
            for axis in ("x", "y"):  # in a window of another shape, one of them reaches farther
                assert now[axis][0] == pytest.approx(axes[axis][0], abs=0.003)
                assert now[axis][1] > axes[axis][1] - 0.003
            if size[0] == 1366:
                dialog, _ = share(there)
                code = dialog.get_by_role("img").bounding_box()
                assert code["height"] > 0.6 * size[1]
                assert code["y"] >= 0
                assert code["y"] + code["height"] <= size[1]


def test_dots_selected_at_one_size_are_the_same_at_another(go_to_lesson, browser):
    """And they are those whose values lie in the outline that the link tells of."""
    view = go_to_lesson("gaussian-blur")
    ring = np.array([[0.3, 0.2], [0.6, 0.25], [0.55, 0.45], [0.3, 0.4]])
    view.drag(*view.dots(ring).tolist(), view.dots(ring)[0].tolist(), steps=2)
    _, link = share(view)
    sigma = float(view.slider("sigma").input_value())
    select = dict(parse_qsl(urlsplit(link).query))["select"]
    x, y, digits, *ways = select.removeprefix("polygon_").split("_")
    assert (x, y) == ("intensity", f"gaussian:{sigma:g}")
    corners = np.reshape(np.array(ways, int), (-1, 2)).cumsum(axis=0) / 10 ** int(digits)
    values = np.column_stack([IMAGE.ravel(), gaussian_filter(IMAGE, sigma).ravel()])
    expected = points_in_poly(values, corners).sum()
    # A feature comes with some fewer digits than NumPy computes.
    assert int(view["selected"]) == pytest.approx(expected, abs=3)
    with opened(browser, link, viewport={"width": 390, "height": 844}) as there:
        there.expect(selected=view["selected"])


def test_what_the_controls_moved_away_from_is_not_in_the_link(go_to_lesson, page):
    view = go_to_lesson("gaussian-blur")
    ring = np.array([[0.3, 0.2], [0.6, 0.25], [0.55, 0.45], [0.3, 0.2]])
    view.drag(*view.dots(ring).tolist(), steps=2)
    before = view["selected"]
    view.press("sigma")
    view.expect(selected=before)
    dialog, link = share(view)
    assert "select=" not in link
    expect(dialog.locator("p").first).to_contain_text("stands for other pixels")
    page.keyboard.press("Escape")
    page.locator(".segview-linked .legend button.name").first.click()
    _, link = share(view)
    assert "select=where_truth_%3D_0" in link


def test_a_link_that_makes_no_sense_is_told_in_one_sentence(go_to_lesson, page):
    wrong = {
        "large": "1", "full": "7", "colour": "0_banana", "lens": "images_1e9_0", "hidden": "9",
        "patterns": "yes", "over": "truth", "probe": "99999999",
        "select": "polygon_mean:3_row_0_1_1",
    }  # fmt: skip
    assert wrong.keys() == set(PARTS)
    view = go_to_lesson("threshold", threshold=0.4, **wrong)
    note = view.root.locator(".note")
    for name in wrong.keys() - {"select"}:
        expect(note).to_contain_text(f"“{name}={wrong[name]}”, which cannot be shown here.")
    expect(note).to_contain_text("The link selects by “mean:3”, which is not on screen")
    view.expect(selected=0)
    page.wait_for_function("() => location.search === '?threshold=0.4'")
    view = go_to_lesson("threshold", threshold=0.4, select="<script>*")
    expect(note).to_have_text("The link says “select=<script>*”, which cannot be shown here.")
    view = go_to_lesson("threshold", threshold=0.5)
    expect(note).to_have_text("")


def test_behind_a_proxy_the_link_is_that_of_the_proxy(server, browser):
    with proxy(server, "/course") as public:
        context = browser.new_context(viewport=WINDOW)
        page = context.new_page()
        page.goto(f"{public.url}/threshold?threshold=0.4")
        _, link = share(View(page).ready())
        context.close()
    assert link.startswith(f"{public.url}/threshold?threshold=0.4")


def test_where_no_code_can_be_fetched_there_is_the_link_alone(go_to_lesson, page, complaints):
    view = go_to_lesson("threshold")
    page.route("**/qr?*", lambda route: route.abort())
    view.root.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The link works without it.")
    expect(dialog.get_by_role("img")).to_have_count(0)
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    page.unroute("**/qr?*")
    complaints.clear()


def test_no_control_has_the_name_of_a_part_of_the_look():
    keys = {control.key for page in curriculum.IN_ORDER for control in folder.controls(page.slug)}
    assert len(PARTS) > 5
    assert not keys & {*PARTS, "step", "pin", "present", "embed"}

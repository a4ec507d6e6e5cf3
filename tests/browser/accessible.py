"""What a machine can check of WCAG 2.2 AA, for pages with and without steps."""

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import expect

SOURCE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
MEASURED = ["color-contrast", "target-size"]  # by where all of the page is drawn: slow
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {rule: {"enabled": True} for rule in ("target-size", "heading-order", "region")},
    "resultTypes": ["violations"],
}
READ = {**ALL, "rules": {**ALL["rules"], **{rule: {"enabled": False} for rule in MEASURED}}}
COPY = """(copies) => {
  const heading = document.querySelector('[data-step-key][aria-expanded="true"]');
  return [...copies, heading.closest(".step").cloneNode(true)];
}"""
# What would have to be scrolled into sight, axe does not measure.
UNROLLED = """:is(:has([data-guide]), [data-guide], [data-guide] .steps) {
  position: static !important; flex: none !important; height: auto !important;
  max-height: none !important; overflow: visible !important;
}"""
LAY_OUT = """([copies, css]) => {
  const steps = document.querySelector("[data-guide] .steps");
  const style = Object.assign(document.createElement("style"), { textContent: css });
  steps?.append(style, ...copies);
  return [style, ...copies];
}"""
TAKE_AWAY = "added => added.forEach(one => one.remove())"
OUTLINE = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility())
  .map((heading) => Number(heading.tagName[1]))"""
NAMES = """() => [...document.querySelectorAll("button, select, input, [role=slider], [role=img]")]
  .filter((element) => element.checkVisibility() && !element.matches(".word, [type=radio]"))
  .map((element) => [
    element.getAttribute("role") ?? element.localName,
    element.ariaLabel || element.labels?.[0]?.textContent || element.textContent || element.title,
  ].join(": "))"""
RUN = """async ([selector, options]) => {
  const { violations } = await axe.run(selector ?? document, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => [id, target.join(" "), html.slice(0, 160)].join("  ")));
}"""


class Axe:
    """axe on the page that is open.

    Contrast and sizes follow from styles alone: copies of all steps that were read are measured
    side by side in the end, in light and in dark, so that nobody walks through the page again.
    """

    def __init__(self, page):
        self.page = page
        page.evaluate(SOURCE.read_text("utf-8"))
        self.copies = page.evaluate_handle("[]")

    def read_page(self, title):
        """What is wrong with the page as it opens."""
        expect(self.page).to_have_title(f"{title} · Image segmentation")
        expect(self.page.get_by_role("main")).to_have_count(1)
        return self._names_and_outline() + self._run(None, READ)

    def read_step(self):
        """What is wrong with the step that is open, but for how it looks."""
        self.copies = self.page.evaluate_handle(COPY, self.copies)
        return self._names_and_outline() + self._run("[data-guide]", READ)

    def measure(self):
        """What is wrong with how page and steps look; leaves the page in dark."""
        self.page.emulate_media(color_scheme="light")
        added = self.page.evaluate_handle(LAY_OUT, [self.copies, UNROLLED])
        found = self._run(None, {"runOnly": MEASURED, "resultTypes": ["violations"]})
        self.page.emulate_media(color_scheme="dark")  # the theme follows without a reload
        expect(self.page.locator(".stApp")).to_have_css("color-scheme", "dark")
        dark = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
        found += [f"dark: {hit}" for hit in self._run(None, dark)]
        added.evaluate(TAKE_AWAY)
        return found

    def check(self, selector):
        """What is wrong with a part of the page, as it is and looks now."""
        return self._run(selector, ALL)

    def _run(self, selector, options):
        return self.page.evaluate(RUN, [selector, options])

    def _names_and_outline(self):
        """Whether headings are in order, and no two things that do something have one name."""
        outline = self.page.evaluate(OUTLINE)
        names = self.page.evaluate(NAMES)
        found = [name for name in names if not name.partition(": ")[2]]
        found += {name for name in names if names.count(name) > 1}
        jumps = any(after - before > 1 for before, after in pairwise(outline))
        if outline[:1] != [1] or outline.count(1) != 1 or jumps:
            found.append(f"headings {outline}")
        return found

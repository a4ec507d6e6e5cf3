// What stands above the panels: tools, the legend, and what changes the look of all panels.
import { button, dropDown, make, toggle } from "../dom.js";
import { Legend } from "./legend.js";

const TOOLS = {
  lasso: "Draw around dots or pixels",
  box: "Drag a box over dots or pixels",
  brush: "Paint over pixels of an image",
  pan: "Move a plot or the images; Ctrl and the wheel zoom",
  label: "Click pixels of an image to label them",
};

export class ToolBar {
  constructor(parent, view) {
    this.view = view;
    const bar = make("div", "bar", parent);
    const tools = (this.tools = make("div", "tools", bar, { role: "radiogroup", "aria-label": "What dragging does" }));
    tools.addEventListener("keydown", (event) => this.nextTool(event));
    this.labelAs = dropDown(make("span", "", bar), "Label as", {}, () => {});
    this.labelAs.hidden = true;
    for (const [tool, help] of Object.entries(TOOLS)) {
      const made = button(tools, tool[0].toUpperCase() + tool.slice(1), help, () => view.useTool(tool));
      if (tool === "label") this.labelTool = made;
      made.hidden = tool === "label";
      made.dataset.tool = tool;
      made.setAttribute("role", "radio");
    }
    this.showTool(view.tool);
    const right = make("div", "right", bar);
    this.reset = button(right, "Reset zoom", "Show everything again", () => view.resetZoom());
    this.patterns = toggle(right, "Patterns", "Tell colours apart by shape and hatching as well", (on) => view.usePatterns(on));
    this.showPatterns();
    this.pin = button(right, "", "", () => view.comparison.toggle(), "pin");
    this.showPin(false);
    this.legend = new Legend(bar, view);
    this.showZoom();
  }

  showTool(tool) {
    this.tools.querySelectorAll("button").forEach((made) => {
      made.setAttribute("aria-checked", String(made.dataset.tool === tool));
      made.tabIndex = made.dataset.tool === tool ? 0 : -1;
    });
  }

  showPatterns() {
    this.patterns.setAttribute("aria-pressed", String(this.view.patterns));
  }

  showPin(pinned) {
    this.pin.textContent = pinned ? "Unpin" : "Pin";
    this.pin.title = pinned ? "Take away what is pinned" : "Keep what is on screen, to compare it with what comes";
    this.pin.setAttribute("aria-pressed", String(pinned));
  }

  /** Offer the way back where somebody has zoomed. */
  showZoom() {
    this.reset.hidden = !this.view.zoomed;
  }

  /** Arrow keys go from tool to tool. */
  nextTool(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const offered = [...this.tools.querySelectorAll("button:not([hidden])")];
    const next = offered.at((offered.indexOf(event.target) + by) % offered.length);
    next.click();
    next.focus();
  }

  /** Offer labelling where the lesson asks for it. */
  showLabelling({ labelling, classes }) {
    this.labelTool.hidden = this.labelAs.hidden = !labelling;
    if (!labelling && this.view.tool === "label") this.view.useTool("lasso");
    if (!labelling) return;
    const names = classes.map(({ name }) => `as ${name}`);
    const known = this.labelAs.length === names.length;
    const chosen = known ? this.labelAs.value : 1;
    if (known && names.every((name, label) => this.labelAs[label].text === name)) return;
    this.labelAs.replaceChildren(...names.map((name, label) => new Option(name, label)));
    this.labelAs.value = chosen;
  }

  get labelChosen() {
    return Number(this.labelAs.value);
  }
}

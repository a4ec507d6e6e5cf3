// What stands above and below the panels: tools, legend; what is pointed at, what is selected.
import { button, dropDown, make } from "../dom.js";
import { patternOf } from "./painting.js";

const TOOLS = {
  lasso: "Draw around dots or pixels",
  box: "Drag a box over dots or pixels",
  brush: "Paint over pixels of an image",
  pan: "Move a plot or the images; the wheel zooms",
  label: "Click pixels of an image to label them",
};
const MODES = { replace: "replaces", add: "adds (Shift)", remove: "removes (Alt)", intersect: "keeps common (Shift Alt)" };

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
    this.legend = make("div", "legend", bar);
    const right = make("div", "right", bar);
    this.reset = button(right, "Reset zoom", "Show everything again", () => view.resetZoom());
    const shapes = button(right, "Patterns", "Tell classes apart by shape and hatching as well as by colour", () => {
      view.patterns = !view.patterns;
      shapes.setAttribute("aria-pressed", String(view.patterns));
      view.paintAll();
    });
    shapes.setAttribute("aria-pressed", "false");
  }

  showTool(tool) {
    this.tools.querySelectorAll("button").forEach((made) => {
      made.setAttribute("aria-checked", String(made.dataset.tool === tool));
      made.tabIndex = made.dataset.tool === tool ? 0 : -1;
    });
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

  /** One entry per class: its swatch hides and shows it, its name selects its pixels; then what is said of errors. */
  showLegend({ data, hidden, labels, patterns, panels }) {
    const { classes } = data;
    const errors = labels.errors && panels.some((panel) => panel.shows("errors")) ? data.errors : [];
    const where = labels.truth ? "in the ground truth" : "in the result";
    const content = JSON.stringify([classes, errors, where]);
    if (content !== this.content) this.writeLegend(classes, errors, where);
    this.content = content;
    this.swatches.forEach((swatch, label) => {
      const shown = !hidden.has(label);
      swatch.setAttribute("aria-pressed", String(shown));
      swatch.classList.toggle("patterned", patterns);
      swatch.style.background = shown ? classes[label].colour : "none";
      swatch.style.backgroundImage = shown && patterns ? `url(${patternOf(label, classes[label].colour)})` : "";
    });
  }

  writeLegend(classes, errors, where) {
    this.legend.replaceChildren();
    this.swatches = classes.map(({ name }, label) => {
      const item = make("span", "item", this.legend);
      const swatch = button(item, "", `Hide or show ${name}`, () => this.view.toggleClass(label), "swatch");
      swatch.setAttribute("aria-label", `Show ${name}`);
      button(item, name, `Select the pixels that are ${name} ${where}`, () => this.view.selection.addClass(label), "name");
      return swatch;
    });
    for (const { name, colour } of errors) {
      const item = make("span", "item", this.legend);
      make("i", "swatch", item, { style: `background:${colour}` });
      make("span", "name", item).textContent = name;
    }
  }
}

export class StatusLines {
  constructor(parent, view) {
    this.readout = make("p", "readout", parent, { "aria-live": "polite" });
    const line = make("div", "selection", parent);
    this.chosen = make("span", "chosen", line, { "aria-live": "polite" });
    this.formula = make("p", "formula", parent);
    this.tools = make("span", "actions", line);
    dropDown(this.tools, "What the next selection does to this one", MODES, (mode) => (view.selection.mode = mode));
    button(this.tools, "Invert", "Select all other pixels", () => view.selection.invert());
    button(this.tools, "Clear", "Clear the selection (Esc)", () => view.selection.set(null), "clear");
  }

  showReadout(text) {
    if (this.readout.textContent !== text) this.readout.textContent = text;
  }

  showSelection(text) {
    if (this.chosen.textContent !== text) this.chosen.textContent = text;
    this.tools.hidden = !text;
  }
}

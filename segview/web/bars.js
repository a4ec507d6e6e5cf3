// What stands above and below the panels: tools, legend; what is pointed at, what is selected.
import { button, dropDown, make } from "./dom.js";

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
    const tools = make("div", "tools", bar, { role: "radiogroup", "aria-label": "What dragging does" });
    this.labelAs = dropDown(make("span", "", bar), "Label as", {}, () => {});
    this.labelAs.hidden = true;
    for (const [tool, help] of Object.entries(TOOLS)) {
      const made = button(tools, tool[0].toUpperCase() + tool.slice(1), help, () => {
        tools.querySelectorAll("button").forEach((b) => b.setAttribute("aria-checked", String(b === made)));
        view.useTool(tool);
      });
      if (tool === "label") this.labelTool = made;
      made.hidden = tool === "label";
      made.setAttribute("role", "radio");
      made.setAttribute("aria-checked", String(tool === view.tool));
    }
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

  /** Offer labelling where the lesson asks for it. */
  showLabelling({ labelling, classes }) {
    this.labelTool.hidden = this.labelAs.hidden = !labelling;
    if (!labelling || this.labelAs.length === classes.length) return;
    this.labelAs.replaceChildren(...classes.map(({ name }, label) => new Option(`as ${name}`, label)));
    this.labelAs.value = 1;
  }

  get labelChosen() {
    return Number(this.labelAs.value);
  }

  /** One entry per class: its swatch hides and shows it, its name selects its true pixels. */
  showLegend(classes, errors, hidden) {
    this.legend.replaceChildren();
    classes.forEach(({ name, colour }, label) => {
      const item = make("span", "item", this.legend);
      const swatch = button(item, "", `Hide or show ${name}`, () => this.view.toggleClass(label), "swatch");
      swatch.style.background = hidden.has(label) ? "none" : colour;
      swatch.setAttribute("aria-pressed", String(!hidden.has(label)));
      swatch.setAttribute("aria-label", `Show ${name}`);
      button(item, name, `Select the pixels that are ${name} in the ground truth`, () => this.view.selection.addClass(label), "name");
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
    this.chosen = make("span", "chosen", line);
    this.formula = make("p", "formula", parent);
    this.tools = make("span", "actions", line);
    dropDown(this.tools, "What the next selection does to this one", MODES, (mode) => (view.selection.mode = mode));
    button(this.tools, "Invert", "Select all other pixels", () => view.selection.invert());
    button(this.tools, "Clear", "Clear the selection (Esc)", () => view.selection.set(null), "clear");
  }

  showSelection(text) {
    this.chosen.textContent = text;
    this.tools.hidden = !text;
  }
}

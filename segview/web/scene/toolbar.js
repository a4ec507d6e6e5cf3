// What stands above the panels: tools, the legend, and what changes the look of all panels.
import { button, dropDown, make, toggle } from "../dom.js";
import { send } from "../events.js";
import { presents } from "../presentation.js";
import { Choice } from "./choice.js";
import { fill } from "./fullscreen.js";
import { Legend } from "./legend.js";
import { Limits } from "./limits.js";
import { Palette } from "./palette.js";

const WORK = {
  select: ["Select", "Tools select pixels and dots"],
  paint: ["Paint", "Tools paint labels, from which the method learns"],
};
const TOOLS = {
  lasso: ["Lasso", "Draw around dots or pixels"],
  box: ["Box", "Drag a box over dots or pixels"],
  brush: ["Brush", "Paint over pixels of an image"],
  eraser: ["Eraser", "Take painted labels away"],
  bucket: ["Fill", "Fill what hangs together"],
  pan: ["Pan", "Move a plot or the images; Ctrl and the wheel zoom"],
  label: ["Label", "Press pixels of an image to label them"],
};
const SELECTING = ["lasso", "box", "brush", "pan"];
const PAINTING = ["brush", "eraser", "bucket", "pan"];
const FINGERS = {
  move: ["Move", "One finger scrolls the page, a tap marks a pixel"],
  draw: ["Draw", "One finger draws with the tool, two scroll and zoom"],
};
const MODES = {
  replace: ["Replace", "What you select next replaces the selection"],
  add: ["Add", "What you select next is added (Shift)"],
  remove: ["Take away", "What you select next is taken away (Alt)"],
  intersect: ["In both", "Only what is in both stays: in the selection and in what you select next (Shift and Alt)"],
};

export class ToolBar {
  constructor(parent, view) {
    this.view = view;
    const bar = make("div", "bar", parent);
    this.fingers = new Choice(bar, "finger", "What one finger does", FINGERS, (name) => view.fingers.use(name === "draw"));
    this.fingers.show("move");
    this.work = new Choice(bar, "work", "What tools do", WORK, (name) => view.painter.use(name === "paint"));
    this.tools = new Choice(bar, "tool", "What dragging does", TOOLS, (tool, event) => {
      view.useTool(tool);
      view.fingers.ready(event);
    });
    this.tools.show(view.tool);
    this.labelAs = dropDown(bar, "Label as", {}, () => {});
    this.labelAs.hidden = true;
    this.modes = new Choice(bar, "mode", "What the next selection does to this one", MODES, (mode) => {
      view.selection.mode = mode;
      this.modes.show(mode);
    });
    this.modes.show("replace");
    this.limits = new Limits(make("div", "", bar), view);
    const right = make("div", "right", bar);
    this.patterns = toggle(right, "Patterns", "Tell colours apart by shape and hatching as well", (on) => view.usePatterns(on));
    this.showPatterns();
    this.pin = button(right, "", "", () => view.comparison.toggle(), "pin");
    this.showPin(false);
    this.share = button(right, "Share", "A link and a QR code to this very view", () => send("share", { view }), "share");
    const whole = () => fill(presents() ? document.documentElement : view.layout.stage);
    button(right, "⤢", "Fill the screen with controls, panels and legend", whole, "whole").ariaLabel = "Full screen";
    this.reset = button(right, "↺", "Reset zoom: show everything again", () => view.resetZoom(), "reset");
    this.reset.ariaLabel = "Reset zoom";
    this.palette = new Palette(bar, view);
    this.legend = new Legend(bar, view);
    this.showWork({});
    this.showZoom();
  }

  showPatterns() {
    this.patterns.setAttribute("aria-pressed", String(this.view.patterns));
  }

  showPin(pinned) {
    this.pin.textContent = pinned ? "Unpin" : "Pin";
    this.pin.title = pinned ? "Take away what is pinned" : "Keep what is on screen, to compare it with what comes";
    this.pin.setAttribute("aria-pressed", String(pinned));
  }

  /** Offer the way back where somebody has zoomed; until then its place stays free. */
  showZoom() {
    this.reset.classList.toggle("idle", !this.view.zoomed);
  }

  /** Offer painting where the scene has it, and the tools of what somebody does. */
  showWork({ painting, labelling }) {
    const { on } = this.view.painter;
    this.work.box.hidden = !painting;
    this.work.show(on ? "paint" : "select");
    for (const tool of Object.keys(TOOLS)) this.tools.offer(tool, (on ? PAINTING : SELECTING).includes(tool) || (tool === "label" && Boolean(labelling)));
  }

  /** Offer labelling where the lesson asks for it. */
  showLabelling({ labelling, classes }) {
    this.labelAs.hidden = !labelling;
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

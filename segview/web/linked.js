// The linked view: image panels and plots of the same pixels, tied together by the pixel's index.
import { decidedHere, getArray, listen, openViews, send } from "./bus.js";
import { greyWords, labelWords } from "./draw.js";
import { Handles } from "./handles.js";
import { ImagePanel, make, PlotPanel } from "./panels.js";
import * as pure from "./pure.js";
import { describeProbe, describeSelection } from "./words.js";

const TOOLS = [
  ["lasso", "Lasso", "Draw around dots to light up their pixels"],
  ["select", "Box", "Drag a box over dots to light up their pixels"],
  ["zoom", "Zoom", "Drag to zoom into a plot, double-click to reset"],
  ["pan", "Pan", "Drag a plot around, scroll to zoom"],
];

let plotly;
/** plotly.js comes once per page visit, after the first dots are on screen. */
function loadPlotly(url) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    script.src = url;
    document.head.append(script);
  });
  return plotly;
}

class View {
  constructor(root) {
    this.root = make("section", "segview-linked", root, { "data-view": "linked", "data-painted": "0", "data-probe": "", "data-selected": "0", tabindex: "0", "aria-label": "Linked view of image and feature space" });
    this.bar = make("div", "bar", this.root);
    this.rows = make("div", "rows", this.root);
    this.readout = make("p", "readout", this.root, { "aria-live": "polite" });
    this.panels = [];
    this.dragmode = "lasso";
    this.probed = -1;
    this.selection = null;
    this.moved = {};
    this.handles = new Handles(this);
    this.buildBar();
    openViews.add(this);
    this.stop = [
      listen("moved", ({ key, value }) => this.controlMoved(key, value)),
      listen("select", ({ where }) => this.selectWords(where)),
      listen("highlight", ({ where }) => this.selectWords(where)),
    ];
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.select(null));
  }

  buildBar() {
    const tools = make("div", "tools", this.bar, { role: "radiogroup", "aria-label": "What dragging in a plot does" });
    for (const [mode, text, help] of TOOLS) {
      const button = make("button", "", tools, { type: "button", role: "radio", title: help, "aria-checked": String(mode === this.dragmode) });
      button.textContent = text;
      button.onclick = () => {
        this.dragmode = mode;
        tools.querySelectorAll("button").forEach((b) => b.setAttribute("aria-checked", String(b === button)));
        this.plots.forEach((plot) => plot.setDragmode(mode));
      };
    }
    this.legend = make("div", "legend", this.bar);
    this.chosen = make("span", "chosen", this.bar);
    this.clear = make("button", "clear", this.bar, { type: "button", title: "Clear the selection (Esc)" });
    this.clear.textContent = "Clear";
    this.clear.onclick = () => this.select(null);
  }

  get plots() {
    return this.panels.filter((panel) => panel instanceof PlotPanel);
  }

  get pictures() {
    return this.panels.filter((panel) => panel instanceof ImagePanel);
  }

  async update({ data }) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const wanted = [...Object.values(data.features).map((f) => f.id), data.truth, data.result];
    const found = await Promise.all(wanted.map((id) => (id ? getArray(id) : null)));
    if (turn !== this.turn) return;
    this.data = data;
    this.state = { ...data.state };
    this.arrays = {};
    Object.keys(data.features).forEach((name, f) => (this.arrays[name] = found[f]));
    this.arrays.truth = found.at(-2);
    this.arrays.result = found.at(-1);
    this.exact = data.dice;
    this.watchControls();
    this.layOut();
    this.paint();
    if (!this.axes) this.axes = loadPlotly(data.plotly);
    const Plotly = await this.axes;
    this.plots.forEach((plot) => plot.attachAxes(Plotly));
  }

  /** Build the panels anew only when their arrangement changes. */
  layOut() {
    const { rows, shape, classes } = this.data;
    const signature = JSON.stringify([rows.map((row) => row.map(({ ranges, titles, ...rest }) => rest)), shape]);
    this.root.dataset.pixels = shape[0] * shape[1];
    this.k = classes.length;
    this.words = labelWords(classes.map((c) => c.colour));
    this.faded = labelWords(classes.map((c) => c.colour), 0.72);
    this.errorWords = labelWords(this.data.errors.map((e) => e.colour));
    this.errorFaded = labelWords(this.data.errors.map((e) => e.colour), 0.72);
    if (signature !== this.signature) {
      this.signature = signature;
      if (this.selection && this.selection.length !== shape[0] * shape[1]) this.selection = null;
      this.panels.forEach((panel) => panel.remove?.());
      this.rows.replaceChildren();
      this.panels = rows.flatMap((row) => {
        const kinds = new Set(row.map((spec) => spec.kind === "image"));
        const line = make("div", `row ${kinds.has(true) ? "pictures" : "plots"}`, this.rows, { style: `--count:${row.length}` });
        return row.map((spec) => new (spec.kind === "image" ? ImagePanel : PlotPanel)(line, structuredClone(spec), this));
      });
      this.drawLegend();
    } else {
      rows.flat().forEach((spec, i) => Object.assign(this.panels[i].spec, structuredClone(spec)));
    }
    this.panels.forEach((panel) => (panel.caption.title.textContent = panel.spec.title));
    this.plots.forEach((plot) => plot.restyle());
  }

  drawLegend() {
    this.legend.replaceChildren();
    const errors = this.panels.some((panel) => panel.spec.name === "errors") ? this.data.errors.filter((e) => e.shown) : [];
    for (const { name, colour } of [...this.data.classes, ...errors]) {
      const item = make("span", "item", this.legend);
      make("i", "", item, { style: `background:${colour}` });
      item.append(name);
    }
  }

  /** The labels each panel is coloured by: given by the server, or decided here while a control moves. */
  decide() {
    const { rule } = this.data;
    const { truth } = this.arrays;
    this.labels = { truth: truth?.levels, result: this.arrays.result?.levels };
    const values = { ...this.state, ...this.moved };
    const local = rule && rule.controls.some((key) => key in this.moved && this.moved[key] !== this.state[key]);
    if (local) this.labels.result = RULES[rule.kind](rule, this.arrays, rule.controls.map((key) => values[key]));
    this.dice = this.exact;
    const { result } = this.labels;
    if (truth && result) {
      this.labels.errors = pure.errorCodes(truth.levels, result, this.k);
      if (local) this.dice = pure.liveDice(pure.countPairs(truth.levels, result, this.k), this.k);
    }
  }

  paint() {
    this.decide();
    this.plots.forEach((plot) => plot.place(this.arrays, this.labels[plot.spec.colour], this.k));
    this.paintAll();
    const { dataset } = this.root;
    if (typeof this.dice === "number") dataset.dice = this.dice.toFixed(6);
    else if (this.labels.truth && this.labels.result) dataset.dice = "NaN";
    else delete dataset.dice;
    dataset.painted = Number(dataset.painted) + 1;
    send("painted", { state: this.data.state });
  }

  paintAll() {
    for (const panel of this.pictures) {
      const { name } = panel.spec;
      const array = this.labels[name] ? { ...this.shape, levels: this.labels[name] } : this.arrays[name === "image" ? "intensity" : name];
      panel.figure.hidden = !array;
      if (!array) continue;
      const words = name === "errors" ? this.errorWords : this.labels[name] ? this.words : greyWordsOf(array.top);
      panel.paint(array, words, this.selection);
      if (name === "result") panel.caption.value.textContent = this.diceText();
    }
    for (const plot of this.plots) {
      const { colour } = plot.spec;
      const errors = colour === "errors";
      plot.paint(this.labels[colour], errors ? this.errorWords : this.words, errors ? this.errorFaded : this.faded, this.selection);
    }
    this.tellSelection();
    this.probe(this.probed);
  }

  get shape() {
    const [height, width] = this.data.shape;
    return { height, width };
  }

  diceText() {
    if (this.root.dataset.dice === undefined && typeof this.dice !== "number") return "";
    return `${this.k > 2 ? "mean Dice" : "Dice"} ${typeof this.dice === "number" ? this.dice.toFixed(3) : "undefined"}`;
  }

  watchControls() {
    this.myKeys?.forEach((key) => decidedHere.delete(key));
    this.myKeys = this.data.rule?.controls ?? [];
    this.myKeys.forEach((key) => decidedHere.add(key));
    for (const [key, value] of Object.entries(this.moved)) if (value === this.state[key]) delete this.moved[key];
  }

  controlMoved(key, value) {
    if (!this.data?.rule?.controls.includes(key)) return;
    this.moved[key] = value;
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.paint();
    });
  }

  placeHandles(plot) {
    this.handles.place(plot, { ...this.state, ...this.moved });
  }

  probe(index) {
    this.probed = index;
    this.root.dataset.probe = index < 0 ? "" : index;
    for (const panel of this.panels) panel.showMark(index);
    this.readout.textContent = index < 0 ? this.data.hint : describeProbe(this, index);
  }

  select(mask, from) {
    this.plots.forEach((plot) => plot !== from && plot.forgetOutline());
    this.selection = mask && pure.countOf(mask) ? mask : null;
    if (!this.selection) this.plots.forEach((plot) => plot.forgetOutline());
    this.paintAll();
  }

  selectWords(where) {
    const lookUp = (name) => {
      if (this.labels[name]) return (i) => this.labels[name][i];
      const array = this.arrays[name];
      return (i) => pure.valueAt(array, i);
    };
    this.select(pure.maskByWords(where, lookUp)(this.shape.height * this.shape.width));
    this.root.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  tellSelection() {
    const count = this.selection ? pure.countOf(this.selection) : 0;
    this.root.dataset.selected = count;
    this.chosen.textContent = count ? describeSelection(this, count) : "";
    this.clear.hidden = !count;
  }

  remove() {
    openViews.delete(this);
    this.myKeys?.forEach((key) => decidedHere.delete(key));
    this.stop.forEach((stop) => stop());
    this.panels.forEach((panel) => panel.remove?.());
  }
}

/** How the browser itself turns control values into labels. */
const RULES = {
  cuts: ({ feature }, arrays, values) => pure.labelsByCuts(arrays[feature], values),
  band: ({ feature }, arrays, [low, high]) => pure.labelsByBand(arrays[feature], low, high),
};

const greys = new Map();
function greyWordsOf(top) {
  if (!greys.has(top)) greys.set(top, greyWords(top));
  return greys.get(top);
}

const views = new WeakMap();

export default function linked(component) {
  const root = component.parentElement;
  if (!views.has(root)) views.set(root, new View(root));
  const view = views.get(root);
  view.update(component);
  return () => view.remove();
}

// The linked view: image panels and plots of the same pixels, tied together by the pixel's index.
import { StatusLines, ToolBar } from "./toolbar.js";
import { make } from "../dom.js";
import { listen, send } from "../events.js";
import { mount } from "../mounting.js";
import { getArray } from "./arrays.js";
import { greyWordsOf, paintRegions, palette } from "./painting.js";
import { decide, regionsOf } from "./scene.js";
import { Handles } from "./handles.js";
import { Histogram } from "./histogram.js";
import { Memo } from "./memo.js";
import { Picture } from "./picture.js";
import { press } from "./keyboard.js";
import { Labelling } from "./labelling.js";
import { loadPlotly } from "./plotly.js";
import { Plot } from "./plot.js";
import { Selection } from "./selection.js";
import { describeProbe, diceFormula } from "./descriptions.js";
import { decidedHere, openViews } from "./views.js";

const KINDS = { image: Picture, scatter: Plot, histogram: Histogram };

class View {
  constructor(root) {
    this.tool = "lasso";
    this.patterns = false;
    this.probed = -1;
    this.lens = { scale: 1, x: 0, y: 0 };
    this.moved = {};
    this.hidden = new Set();
    this.panels = [];
    this.placed = new Memo(8); // dots, for all plots that show them alike
    this.palettes = new Memo(4);
    this.handles = new Handles(this);
    this.selection = new Selection(this);
    this.labelling = new Labelling(this);
    this.root = make("section", "segview-linked", root, {
      "data-view": "linked", "data-painted": "0", "data-probe": "", "data-selected": "0", tabindex: "0",
      "aria-label": "Linked view of image and feature space. Arrow keys move the pixel pointed at, Space selects or labels around it, plus and minus zoom.",
    });
    this.bar = new ToolBar(this.root, this);
    this.rows = make("div", "rows", this.root);
    this.status = new StatusLines(this.root, this);
    this.root.addEventListener("keydown", (event) => this.data && press(this, event));
    openViews.add(this);
    this.stop = listen("moved", ({ key, value }) => this.controlMoved(key, value));
  }

  // Data in

  async update({ data }) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const wanted = [...Object.values(data.features).map((f) => f.id), data.truth, data.result, data.regions?.id];
    const found = await Promise.all(wanted.map((id) => (id ? getArray(id) : null)));
    if (turn !== this.turn) return;
    this.reshape(data.shape);
    if (!this.data && data.point) this.probed = data.point[0] * data.shape[1] + data.point[1];
    this.data = data;
    this.wasLocal = false;
    this.featureNames = Object.keys(data.features);
    this.arrays = Object.fromEntries([...this.featureNames, "truth", "result", "regions"].map((name, i) => [name, found[i]]));
    this.followControls();
    this.layOut();
    this.paint();
    const Plotly = await loadPlotly(data.plotly);
    for (const plot of this.plots) await plot.attachAxes(Plotly);
  }

  /** On an image of another shape the same place stays pointed at, and nothing stays selected. */
  reshape([height, width]) {
    if (!this.data || this.data.shape.join() === `${height},${width}`) return;
    this.selection.forget();
    if (this.probed < 0) return;
    const col = this.probed % this.shape.width;
    const row = Math.floor(this.probed / this.shape.width);
    this.probed = row < height && col < width ? row * width + col : -1;
  }

  followControls() {
    this.myKeys?.forEach((key) => decidedHere.delete(key));
    this.myKeys = this.data.rule?.controls ?? [];
    this.myKeys.forEach((key) => decidedHere.add(key));
    for (const [key, value] of Object.entries(this.moved)) if (value === this.data.state[key]) delete this.moved[key];
  }

  controlMoved(key, value) {
    if (!this.data?.rule?.controls.includes(key)) return;
    if (value === undefined || value === this.data.state[key]) delete this.moved[key];
    else this.moved[key] = value;
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.paint();
    });
  }

  get values() {
    return { ...this.data.state, ...this.moved };
  }

  get shape() {
    const [height, width] = this.data.shape;
    return { height, width };
  }

  /** Row and column of a pixel in the whole image, where a large one is shown reduced. */
  placeOf(index) {
    const { step } = this.data;
    const col = index % this.shape.width;
    return { row: ((index - col) / this.shape.width) * step, column: col * step };
  }

  get plots() {
    return this.panels.filter((panel) => panel instanceof Plot);
  }

  get pictures() {
    return this.panels.filter((panel) => panel instanceof Picture);
  }

  /** Build the panels anew only when their arrangement changes. */
  layOut() {
    const { rows, classes, errors } = this.data;
    this.k = classes.length;
    Object.assign(this, this.palettes.get([classes, errors], () => palette(classes, errors)));
    const filter = (spec = "") => spec.split(":")[0];
    const arrangement = JSON.stringify(
      rows.map((row) => row.map(({ kind, name, x, y, small }) => [kind, filter(name), filter(x), filter(y), small])),
    );
    if (arrangement !== this.arrangement) {
      this.arrangement = arrangement;
      this.panels.forEach((panel) => panel.remove?.());
      this.rows.replaceChildren();
      this.rows.style.setProperty("--columns", Math.max(...rows.map((row) => row.length)));
      this.panels = rows.flatMap((row) => {
        const line = make("div", row.every(({ kind }) => kind === "image") ? "row pictures" : "row plots", this.rows);
        return row.map((spec) => new KINDS[spec.kind](line, spec, this));
      });
      this.pictures.forEach((panel) => panel.showLens(this.lens));
    }
    this.root.dataset.pixels = this.data.pixels;
    rows.flat().forEach((spec, i) => {
      const panel = this.panels[i];
      panel.spec = { ...spec, overlay: panel.spec.overlay };
      panel.figure.title.textContent = spec.title;
      panel.entitle?.();
    });
  }

  // Painting

  paint() {
    Object.assign(this, decide(this));
    for (const plot of this.plots) {
      plot.offerColours(this.labels);
      plot.arrange(this.arrays, this.labels[plot.colour] ?? this.labels.truth, plot.colour === "errors" ? 4 : this.k);
    }
    this.tellDice();
    this.bar.showLabelling(this.data);
    this.paintAll(this.local && this.wasLocal);
    this.wasLocal = this.local;
    this.root.dataset.painted = Number(this.root.dataset.painted) + 1;
    send("painted", { state: this.data.state });
  }

  tellDice() {
    const { dataset } = this.root;
    if (typeof this.dice === "number") dataset.dice = this.dice.toFixed(6);
    else if (this.labels.truth && this.labels.result) dataset.dice = "NaN";
    else delete dataset.dice;
    this.status.formula.innerHTML = dataset.dice && this.k === 2 ? diceFormula(this.counts, dataset.dice) : "";
  }

  /** Paint every panel, or only those that show the result. */
  paintAll(resultOnly = false) {
    if (!this.data) return;
    this.bar.showLegend(this);
    const concerns = (name) => !resultOnly || name === "result" || name === "errors";
    this.pictures.forEach((panel) => concerns(panel.spec.name) && this.paintPicture(panel));
    this.pictures.forEach((panel) => panel.over && this.paintOverlay(panel));
    this.pictures.forEach((panel) => panel.showMarks(this.labelling.marks, this.data));
    for (const plot of this.plots) {
      if (!concerns(plot.colour) && !regionsOf(this, plot)) this.handles.place(plot);
      else this.paintPlot(plot);
    }
    this.selection.tell();
    this.probe(this.probed);
  }

  wordsFor(name) {
    const group = name === "errors" ? "errors" : "labels";
    return [this.words[group], this.faded[group]];
  }

  paintPicture(panel) {
    const { name } = panel.spec;
    const labels = this.labels[name];
    const array = labels ? { ...this.shape, levels: labels } : this.arrays[name === "image" ? "intensity" : name];
    panel.figure.root.hidden = !array;
    if (!array) return;
    let words = labels ? this.wordsFor(name)[0] : greyWordsOf(array.top);
    if (labels && name !== "errors") words = words.map((word, label) => (this.hidden.has(label) ? this.regionWords[label] : word));
    panel.paint(array, words, this.selection.mask, this.patterns && Boolean(labels));
    panel.canvas.setAttribute("aria-label", panel.spec.title);
    if (name === "result") panel.showDice(this.diceText(), this.dice, this.data.ceiling);
  }

  paintOverlay(panel) {
    const labels = this.labels[panel.spec.overlay];
    panel.paintOverlay(labels && { ...this.shape, levels: labels }, this.wordsFor(panel.spec.overlay)[0]);
  }

  paintPlot(plot) {
    const { colour } = plot;
    let [words, faded] = this.wordsFor(colour);
    if (colour !== "errors" && this.hidden.size) {
      const hide = (word, label) => (this.hidden.has(label) ? 0 : word);
      [words, faded] = [words.map(hide), faded.map(hide)];
    }
    const labelAt = regionsOf(this, plot);
    const regions = labelAt && ((panel, width, height) => paintRegions(width, height, panel.ranges, this.regionWords, labelAt));
    plot.paint({ labels: this.labels[colour], words, faded, selection: this.selection.mask, regions, shapes: this.patterns });
  }

  diceText() {
    const { dice } = this.root.dataset;
    if (dice === undefined) return "";
    const value = dice === "NaN" ? "undefined" : Number(dice).toFixed(3);
    return `${this.k > 2 ? "mean Dice" : "Dice"} ${value}`;
  }

  // Pointing

  probe(index) {
    if (!this.data) return;
    this.probed = index;
    this.root.dataset.probe = index < 0 ? "" : this.wholeIndex(index);
    for (const panel of this.panels) panel.showMark(index);
    this.status.showReadout(index < 0 ? this.data.hint : describeProbe(this, index));
  }

  /** A pixel's place in the whole image, counted row by row. */
  wholeIndex(index) {
    const { row, column } = this.placeOf(index);
    return row * this.data.width + column;
  }

  // What the tool bar does

  toggleClass(label) {
    if (!this.hidden.delete(label)) this.hidden.add(label);
    this.paintAll();
  }

  useTool(tool) {
    this.tool = tool;
    this.root.dataset.tool = tool;
    this.bar.showTool(tool);
    this.plots.forEach((plot) => plot.followTool());
  }

  /** Zoom all images around a place given as shares of width and height. */
  zoomAt(factor, across, down) {
    const { scale, x, y } = this.lens;
    const next = Math.min(16, Math.max(1, scale * factor));
    const keep = (at, from) => at - ((at - from) * scale) / next;
    this.setLens(next, keep(across, x), keep(down, y));
  }

  setLens(scale, x, y) {
    const room = 1 - 1 / scale;
    const within = (at) => Math.min(room, Math.max(0, at));
    this.lens = { scale, x: within(x), y: within(y) };
    this.pictures.forEach((panel) => panel.showLens(this.lens));
    this.probe(this.probed);
  }

  resetZoom() {
    this.setLens(1, 0, 0);
    this.plots.forEach((plot) => plot.goHome());
  }

  remove() {
    openViews.delete(this);
    this.myKeys?.forEach((key) => decidedHere.delete(key));
    this.stop();
    this.selection.stop();
    this.panels.forEach((panel) => panel.remove?.());
    this.root.remove();
    this.turn++;
  }
}

export default (component) => mount(component, View);

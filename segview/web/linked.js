// The linked view: image panels and plots of the same pixels, tied together by the pixel's index.
import { StatusLines, ToolBar } from "./bars.js";
import { decidedHere, getArray, listen, openViews, send } from "./bus.js";
import { make, whenGone } from "./dom.js";
import { greyWordsOf, labelWords, paintRegions } from "./draw.js";
import { decide, regionsOf } from "./decide.js";
import { Handles } from "./handles.js";
import { Picture } from "./picture.js";
import { loadPlotly } from "./plotly.js";
import { Plot } from "./plot.js";
import { formatPoints, parsePoints } from "./pure.js";
import { Selection } from "./selection.js";
import { describeProbe, diceFormula } from "./words.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

class View {
  constructor(root) {
    this.tool = "lasso";
    this.patterns = false;
    this.probed = -1;
    this.lens = { scale: 1, x: 0, y: 0 };
    this.moved = {};
    this.hidden = new Set();
    this.panels = [];
    this.placed = new Map();
    this.handles = new Handles(this);
    this.selection = new Selection(this);
    this.root = make("section", "segview-linked", root, {
      "data-view": "linked", "data-painted": "0", "data-probe": "", "data-selected": "0", tabindex: "0",
      "aria-label": "Linked view of image and feature space. Arrow keys move the pixel pointed at.",
    });
    this.bar = new ToolBar(this.root, this);
    this.rows = make("div", "rows", this.root);
    this.status = new StatusLines(this.root, this);
    this.root.addEventListener("keydown", (event) => this.key(event));
    openViews.add(this);
    this.stop = listen("moved", ({ key, value }) => this.controlMoved(key, value));
  }

  // Data in

  async update({ data }) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const wanted = [...Object.values(data.features).map((f) => f.id), data.truth, data.result, data.regions?.id];
    const found = await Promise.all(wanted.map((id) => (id ? getArray(id) : null)));
    if (turn !== this.turn) return;
    this.data = data;
    this.featureNames = Object.keys(data.features);
    this.arrays = Object.fromEntries([...this.featureNames, "truth", "result", "regions"].map((name, i) => [name, found[i]]));
    this.followControls();
    this.layOut();
    this.paint();
    this.axes ??= loadPlotly(data.plotly);
    const Plotly = await this.axes;
    for (const plot of this.plots) await plot.attachAxes(Plotly);
  }

  followControls() {
    this.myKeys?.forEach((key) => decidedHere.delete(key));
    this.myKeys = this.data.rule?.controls ?? [];
    this.myKeys.forEach((key) => decidedHere.add(key));
    for (const [key, value] of Object.entries(this.moved)) if (value === this.data.state[key]) delete this.moved[key];
  }

  controlMoved(key, value) {
    if (!this.data?.rule?.controls.includes(key)) return;
    if (value === this.data.state[key]) delete this.moved[key];
    else this.moved[key] = value;
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.paint();
    });
  }

  /** Dots placed once for all plots that show them alike; the newest few placements are kept. */
  shared(key, compute) {
    const name = JSON.stringify(key);
    if (!this.placed.has(name)) this.placed.set(name, compute());
    if (this.placed.size > 8) this.placed.delete(this.placed.keys().next().value);
    return this.placed.get(name);
  }

  get values() {
    return { ...this.data.state, ...this.moved };
  }

  get shape() {
    const [height, width] = this.data.shape;
    return { height, width };
  }

  get plots() {
    return this.panels.filter((panel) => panel instanceof Plot);
  }

  get pictures() {
    return this.panels.filter((panel) => panel instanceof Picture);
  }

  /** Build the panels anew only when their arrangement changes. */
  layOut() {
    const { rows, shape, classes, errors } = this.data;
    const colours = classes.map((c) => c.colour);
    this.k = classes.length;
    this.words = { labels: labelWords(colours), errors: labelWords(errors.map((e) => e.colour)) };
    this.faded = { labels: labelWords(colours, 0.72), errors: labelWords(errors.map((e) => e.colour), 0.72) };
    this.regionWords = labelWords(colours, 0.8);
    const arrangement = JSON.stringify(rows.map((row) => row.map(({ kind, name, x, small }) => [kind, name.split(":")[0], x, small])));
    if (arrangement !== this.arrangement) {
      this.arrangement = arrangement;
      this.panels.forEach((panel) => panel.remove?.());
      this.rows.replaceChildren();
      this.rows.style.setProperty("--columns", Math.max(...rows.map((row) => row.length)));
      this.panels = rows.flatMap((row) => {
        const line = make("div", row.every(({ kind }) => kind === "image") ? "row pictures" : "row plots", this.rows);
        return row.map((spec) => new (spec.kind === "image" ? Picture : Plot)(line, spec, this));
      });
    }
    this.root.dataset.pixels = this.data.pixels;
    this.selection.fit(shape[0] * shape[1]);
    const shown = this.pictures.some((panel) => panel.spec.name === "errors") ? errors.filter((e) => e.shown) : [];
    this.bar.showLegend(classes, shown, this.hidden);
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
    const concerns = (name) => !resultOnly || name === "result" || name === "errors";
    this.pictures.forEach((panel) => concerns(panel.spec.name) && this.paintPicture(panel));
    this.pictures.forEach((panel) => panel.over && this.paintOverlay(panel));
    this.pictures.forEach((panel) => panel.showMarks(this.marks, this.data.classes));
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
    this.probed = index;
    this.root.dataset.probe = index < 0 ? "" : index;
    for (const panel of this.panels) panel.showMark(index);
    this.status.readout.textContent = index < 0 ? this.data.hint : describeProbe(this, index);
  }

  key(event) {
    if (event.key === "Escape") this.selection.set(null);
    if (!ARROWS[event.key] || event.target !== this.root || !this.data) return;
    event.preventDefault();
    const { height, width } = this.shape;
    const start = this.probed < 0 ? Math.floor(height / 2) * width + Math.floor(width / 2) : this.probed;
    const by = event.shiftKey ? 10 : 1;
    const [down, right] = ARROWS[event.key];
    const row = Math.min(height - 1, Math.max(0, Math.floor(start / width) + down * by));
    const col = Math.min(width - 1, Math.max(0, (start % width) + right * by));
    this.probe(row * width + col);
  }

  // Labelling

  /** Pixels the learner labelled: [[row, column, label], …]. */
  get marks() {
    const text = this.data?.labelling && this.values[this.data.labelling];
    return text ? parsePoints(text) : [];
  }

  /** Label the pixel clicked on; clicking a labelled pixel takes its label away. */
  label(row, col) {
    const near = ([r, c]) => Math.hypot(r - row, c - col) < 2.5;
    const rest = this.marks.filter((mark) => !near(mark));
    const marks = rest.length < this.marks.length ? rest : [...rest, [row, col, this.bar.labelChosen]];
    if (marks.length) send("set", { key: this.data.labelling, value: formatPoints(marks), final: true });
  }

  toggleClass(label) {
    if (!this.hidden.delete(label)) this.hidden.add(label);
    this.layOut();
    this.paintAll();
  }

  // Zooming

  useTool(tool) {
    this.tool = tool;
    this.root.dataset.tool = tool;
    this.plots.forEach((plot) => plot.followTool());
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
    this.turn++;
  }
}

const views = new WeakMap();

export default function linked(component) {
  const root = component.parentElement;
  if (!views.has(root)) views.set(root, new View(root));
  const view = views.get(root);
  view.update(component);
  return whenGone(root, () => view.remove());
}

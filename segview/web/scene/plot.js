// A plot panel: all pixels as dots in one canvas, under its axes.
import { make, toggle } from "../dom.js";
import { Axes } from "./axes.js";
import { Colouring } from "./colouring.js";
import { buildGrid, nearestDot, placeDots } from "./dots.js";
import { valueAt } from "./levels.js";
import { Outline } from "./outline.js";
import { paintDensity, paintDots, paintRegions } from "./painting.js";
import { figure } from "./panel.js";
import { equalUnits, reachOf, shapeOf, zoomedAt } from "./ranges.js";
import { regionsOf } from "./rules.js";
import { scale } from "./scale.js";
import { modeOf } from "./selection.js";
import { digitsFor, rounded, simplified } from "./simplifying.js";
import { namePlot } from "./spoken.js";
import { Tapping } from "./tapping.js";
import { onZoom } from "./wheel.js";

const FINE = 0.5; // px, in which outlines have their corners

export class Plot {
  constructor(parent, spec, view) {
    this.spec = spec;
    this.view = view;
    this.whole = false; // whether the axes reach as far as the feature can, not only as far as the dots
    this.colouring = new Colouring(this);
    this.figure = figure(parent, "plot");
    this.frame = make("div", "frame", this.figure.root, { "data-panel": spec.pinned ? "pinned" : spec.kind });
    this.canvas = make("canvas", "dots", this.frame, { role: "img" });
    this.axes = new Axes(this.frame, this);
    this.overlay = make("div", "overlay", this.frame);
    this.mark = make("div", "mark", this.overlay, { "data-probe-mark": "" });
    this.titles = [make("div", "axis x", this.frame), make("div", "axis y", this.frame)];
    this.reachAll = toggle(this.figure.extras, "full range", "Let the axes reach as far as the values can", (on) => {
      this.whole = on;
      view.refresh({ whole: true });
    });
    this.axes.makeRoom();
    this.frame.addEventListener("pointermove", (event) => this.move(event));
    this.tapping = new Tapping(this.frame, (event) => this.tap(event));
    this.outline = new Outline(this.frame, this.overlay, this);
    this.frame.addEventListener("pointerdown", (event) => this.press(event), { capture: true });
    this.frame.addEventListener("dblclick", () => this.goHome());
    this.frame.addEventListener("pointerleave", () => view.leave());
    onZoom(this.frame, (factor, at) => this.zoom(factor, at));
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.frame);
  }

  /** What it is called by those who hear it. */
  get name() {
    return this.spec.title || [...this.spec.titles].reverse().join(" over ");
  }

  /** Whether it is one of a matrix, and not the large one. */
  get thumbnail() {
    return this.figure.root.classList.contains("thumbnail");
  }

  get captionWidth() {
    return this.figure.captionWidth;
  }

  get shape() {
    return shapeOf(this);
  }

  get colour() {
    return this.colouring.now;
  }

  /** Whether its dots can be coloured by how dense they lie. */
  get dense() {
    return true;
  }

  /** Axes that do not zoom. */
  get fixed() {
    return [];
  }

  shows(labels) {
    return this.colour === labels;
  }

  follow(spec) {
    this.spec = spec;
    this.figure.entitle(spec.title, this.name);
    this.reachAll.hidden = !spec.whole;
    this.reachAll.ariaLabel = `full range of ${this.name}`;
    this.colouring.entitle();
    // These titles are ours, because they change with sliders and a relayout costs many milliseconds.
    this.titles.forEach((title, axis) => (title.textContent = spec.titles[axis]));
    this.axes.followTheme();
  }

  /** New arrays or labels: compute where every dot lies. */
  arrange(scene) {
    const { arrays, rule, local } = scene;
    const { x, y } = this.spec;
    const reach = local ? this.reach : reachOf(this, scene);
    const scales = rule?.scales ?? [1, 1];
    const told = JSON.stringify([reach, scales]);
    if (arrays[x] === this.x && arrays[y] === this.y && told === this.told) return;
    Object.assign(this, { x: arrays[x], y: arrays[y], told, scales });
    this.measure();
    this.settle(reach);
    this.project();
  }

  /** Where distance is what counts, it looks alike along both axes. */
  fit(ranges) {
    return this.spec.equal && this.wide > 1 && this.high > 1 ? equalUnits(ranges, [this.wide, this.high], this.scales) : ranges;
  }

  /** Take a new home; an axis that the learner has zoomed stays as it is. */
  settle(reach) {
    this.reach = reach;
    const home = this.fit(reach);
    const same = (a, b) => a?.join() === b?.join();
    const kept = home.map((range, axis) => (same(this.ranges?.[axis], this.home?.[axis]) ? [...range] : this.ranges[axis]));
    const ranges = same(kept.flat(), home.flat()) ? kept : this.fit(kept);
    this.home = home;
    if (this.ranges && ranges.every((range, axis) => same(range, this.ranges[axis]))) return;
    this.ranges = ranges;
    this.axes.reach();
  }

  /** Measured is at first only: from then on another size is told (`resized`). */
  measure() {
    if (!(this.wide > 1 && this.high > 1)) Object.assign(this, { wide: this.overlay.clientWidth, high: this.overlay.clientHeight });
  }

  project() {
    const ratio = window.devicePixelRatio || 1;
    this.measure();
    if (!this.x || this.wide < 2 || this.high < 2) return false;
    const size = { width: Math.round(this.wide * ratio), height: Math.round(this.high * ratio) };
    if (this.canvas.width !== size.width || this.canvas.height !== size.height) {
      Object.assign(this.canvas, size);
      Object.assign(this.canvas.style, { width: `${this.wide}px`, height: `${this.high}px` });
    }
    this.dots = this.view.placed.get([this.x.id, this.y.id, this.ranges, this.canvas.width, this.canvas.height], () =>
      placeDots(this.x, this.y, this.ranges, this.canvas.width, this.canvas.height));
    this.size = Math.max(1, Math.round((this.dots.px.length > 150000 ? 1 : 2) * ratio * scale()));
    this.grid = null;
    return true;
  }

  paint(scene) {
    if (!this.dots) return;
    const { canvas, dots, size, colour } = this;
    const look = { size, filled: this.spec.kind === "histogram", labels: scene.labels[colour], ...this.colouring.wordsOf(scene), selection: this.view.selection.mask };
    if (colour === "density") paintDensity(canvas, dots, look);
    else paintDots(canvas, dots, { ...look, patterns: this.view.patterns ? this.colouring.paletteOf(scene).patterns : null, background: this.background(scene) });
    this.canvas.ariaLabel = namePlot(scene, this.spec, colour);
    this.showMark(this.view.probed);
    for (const layer of [this.view.painter, this.view.handles]) layer.place(this, scene);
  }

  /** Decision regions, where there are any. */
  background(scene) {
    const labelAt = regionsOf(scene, this);
    const { width, height } = this.canvas;
    return labelAt && paintRegions(width, height, this.ranges, scene.palette.labels, labelAt, this.view.patterns);
  }

  redraw() {
    if (this.project()) this.paint(this.view.sceneOf(this));
  }

  resized() {
    this.axes.makeRoom();
    const { clientWidth, clientHeight } = this.overlay;
    if (!clientWidth || !clientHeight) return;
    if (clientWidth !== this.wide || clientHeight !== this.high) {
      Object.assign(this, { wide: clientWidth, high: clientHeight });
      if (this.reach) this.settle(this.reach);
      this.redraw();
    }
    this.axes.resize(clientWidth, clientHeight);
  }

  /** Data coordinates to CSS pixels inside the plot area, and back. */
  toScreen(x, y) {
    const [[x0, x1], [y0, y1]] = this.ranges;
    return [((x - x0) / (x1 - x0)) * this.wide, (1 - (y - y0) / (y1 - y0)) * this.high];
  }

  fromScreen(left, top) {
    const [[x0, x1], [y0, y1]] = this.ranges;
    return [x0 + (left / this.wide) * (x1 - x0), y0 + (1 - top / this.high) * (y1 - y0)];
  }

  toData(event) {
    return this.fromScreen(...this.place(event));
  }

  move(event) {
    if (this.dots && this.view.fingers.mayDraw(event)) this.view.probe(this.dotAt(event));
  }

  /** Mark the dot there is, or none. */
  tap(event) {
    if (this.dots && !this.thumbnail) this.view.keep(this.dotAt(event));
  }

  dotAt(event) {
    const ratio = this.canvas.width / this.wide;
    this.grid ??= buildGrid(this.dots, this.canvas.width, this.canvas.height);
    const [x, y] = this.place(event).map((at) => at * ratio);
    return nearestDot(this.grid, this.dots, x, y, 14 * ratio);
  }

  zoom(factor, at) {
    if (this.ranges && !this.thumbnail) this.reachTo(zoomedAt(this.ranges, this.home, this.toData(at), 1 / factor, this.fixed));
  }

  /** Move what is seen by so many px. */
  shift(right, down) {
    const by = [-right / this.wide, down / this.high];
    this.reachTo(this.ranges.map(([from, to], axis) => (this.fixed.includes(axis) ? [from, to] : [from, to].map((end) => end + by[axis] * (to - from)))));
  }

  goHome() {
    if (this.home) this.reachTo(structuredClone(this.home));
  }

  reachTo(ranges) {
    this.moveTo(ranges);
    this.axes.reach();
  }

  moveTo(ranges) {
    if (JSON.stringify(ranges) === JSON.stringify(this.ranges)) return;
    this.ranges = ranges;
    this.redraw();
    this.view.bar.showZoom();
  }

  get zoomed() {
    return JSON.stringify(this.ranges) !== JSON.stringify(this.home);
  }

  showMark(index) {
    const shown = index >= 0 && this.dots;
    this.mark.style.display = shown ? "block" : "none";
    if (!shown) return;
    const [left, top] = this.toScreen(valueAt(this.x, index), valueAt(this.y, index));
    this.mark.style.transform = `translate(${left}px, ${top}px)`;
  }

  attachAxes(Plotly) {
    return this.axes.attach(Plotly);
  }

  // Drawing an outline, in CSS pixels of the plot area

  press(event) {
    this.view.root.focus({ preventScroll: true });
    const grip = event.target.closest("[data-handle]") && !modeOf(event);
    const draws = event.button === 0 && this.view.tool !== "pan" && !grip && this.view.fingers.mayDraw(event);
    if (draws && this.dots && !this.thumbnail) this.outline.begin(event);
  }

  abort() {
    this.outline.forget();
  }

  get draws() {
    return this.view.tool === "lasso" ? "lasso" : "box";
  }

  place(event) {
    const area = this.overlay.getBoundingClientRect();
    return [event.clientX - area.left, event.clientY - area.top];
  }

  box([x0, y0], [x1, y1]) {
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  }

  outlined(xs, ys, mode) {
    const { pinned } = this.spec;
    this.view.selection.draw({ ...this.described(xs, ys), ...(pinned && { pinned }) }, { mode });
  }

  /** The outline in units of the features, as exactly as somebody sees it. */
  described(xs, ys) {
    const { x, y } = this.spec;
    const corners = simplified(xs.map((left, n) => [left, ys[n]]), FINE);
    const digits = this.ranges.map(([from, to], axis) => digitsFor((FINE * (to - from)) / [this.wide, this.high][axis]));
    return { kind: "polygon", x, y, points: corners.map((corner) => this.fromScreen(...corner).map((at, axis) => rounded(at, digits[axis]))) };
  }

  remove() {
    this.resizing.disconnect();
    this.axes.remove();
  }
}

// A plot panel: all pixels as dots in one canvas, under axes that Plotly draws and moves.
import { dropDown, figure, make, modeOf } from "../dom.js";
import { paintDensity, paintDots, placeDots } from "./painting.js";
import { Outline } from "./outline.js";
import { buildGrid, maskByPolygon, nearestDot } from "./pure.js";

const MARGIN = { l: 54, r: 12, t: 6, b: 44 };
const SMALL = { l: 40, r: 6, t: 4, b: 34 };
const COLOURS = { truth: "by truth", result: "by result", errors: "by error", density: "by density" };

export class Plot {
  constructor(parent, spec, view) {
    this.spec = spec;
    this.view = view;
    this.margin = spec.small ? SMALL : MARGIN;
    this.figure = figure(parent, spec.small ? "plot small" : "plot");
    this.frame = make("div", "frame", this.figure.root, { "data-panel": spec.kind });
    this.canvas = make("canvas", "dots", this.frame);
    this.plotly = make("div", "axes", this.frame);
    this.overlay = make("div", "overlay", this.frame);
    this.mark = make("div", "mark", this.overlay, { "data-probe-mark": "" });
    this.titles = [make("div", "axis x", this.frame), make("div", "axis y", this.frame)];
    const { l, r, t, b } = this.margin;
    Object.assign(this.overlay.style, { left: `${l}px`, right: `${r}px`, top: `${t}px`, bottom: `${b}px` });
    Object.assign(this.canvas.style, { left: `${l}px`, top: `${t}px` });
    this.frame.addEventListener("pointermove", (event) => this.move(event));
    this.outline = new Outline(this.frame, this.overlay, this);
    this.frame.addEventListener("pointerdown", (event) => this.press(event), { capture: true });
    this.frame.addEventListener("dblclick", () => this.goHome());
    this.frame.addEventListener("pointerleave", () => view.probe(-1));
    this.frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false, capture: true });
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.frame);
  }

  get colour() {
    return this.chosen ?? this.spec.colour;
  }

  get colourings() {
    return COLOURS;
  }

  /** Axes that the wheel leaves alone. */
  get fixed() {
    return [];
  }

  shows(labels) {
    return this.colour === labels;
  }

  /** Let the learner choose what the dots are coloured by, among what there is. */
  offerColours(labels) {
    const offered = Object.fromEntries(Object.entries(this.colourings).filter(([name]) => labels[name] || name === "density"));
    if (this.spec.small || this.offered === Object.keys(offered).join()) return;
    this.offered = Object.keys(offered).join();
    this.figure.extras.replaceChildren();
    this.select = dropDown(this.figure.extras, "Colour the dots", offered, (name) => {
      this.chosen = name;
      this.view.paint();
    });
    this.select.value = this.colour;
  }

  /** New arrays or labels: compute where every dot lies. */
  arrange(arrays) {
    const { x, y, ranges } = this.spec;
    if (arrays[x] === this.x && arrays[y] === this.y && JSON.stringify(ranges) === JSON.stringify(this.home)) return;
    [this.x, this.y] = [arrays[x], arrays[y]];
    this.settle(ranges);
    this.project();
  }

  /** Take a new home; an axis that the learner has zoomed stays as it is. */
  settle(home) {
    const same = (a, b) => a?.join() === b?.join();
    const ranges = home.map((range, axis) => (same(this.ranges?.[axis], this.home?.[axis]) ? [...range] : this.ranges[axis]));
    this.home = home;
    if (this.ranges && ranges.every((range, axis) => same(range, this.ranges[axis]))) return;
    this.ranges = ranges;
    this.relayout();
  }

  project() {
    const ratio = window.devicePixelRatio || 1;
    this.wide = this.overlay.clientWidth;
    this.high = this.overlay.clientHeight;
    if (!this.x || this.wide < 2 || this.high < 2) return false;
    const size = { width: Math.round(this.wide * ratio), height: Math.round(this.high * ratio) };
    if (this.canvas.width !== size.width || this.canvas.height !== size.height) {
      Object.assign(this.canvas, size);
      Object.assign(this.canvas.style, { width: `${this.wide}px`, height: `${this.high}px` });
    }
    this.dots = this.view.placed.get([this.x.id, this.y.id, this.ranges, this.canvas.width, this.canvas.height], () =>
      placeDots(this.x, this.y, this.ranges, this.canvas.width, this.canvas.height));
    this.size = Math.max(1, Math.round((this.dots.px.length > 150000 ? 1 : 2) * ratio));
    this.grid = null;
    return true;
  }

  /** `look` says how dots are coloured; its `regions` draws what lies behind them. */
  paint(look) {
    this.look = look;
    this.draw();
  }

  draw() {
    if (!this.dots || !this.look) return;
    const { width, height } = this.canvas;
    if (this.colour === "density") paintDensity(this.canvas, this.dots, this.look, this.size);
    else paintDots(this.canvas, this.dots, { ...this.look, size: this.size, background: this.look.regions?.(this, width, height) });
    this.showMark(this.view.probed);
    this.view.handles.place(this);
  }

  redraw() {
    if (this.project()) this.draw();
  }

  resized() {
    const { clientWidth, clientHeight } = this.overlay;
    if (!clientWidth || !clientHeight) return;
    if (clientWidth !== this.wide || clientHeight !== this.high) this.redraw();
    const size = `${clientWidth} ${clientHeight}`;
    if (this.drawn && size !== this.axesSize) window.Plotly.Plots.resize(this.plotly);
    this.axesSize = size;
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
    if (!this.dots) return;
    const area = this.overlay.getBoundingClientRect();
    const ratio = this.canvas.width / this.wide;
    this.grid ??= buildGrid(this.dots, this.canvas.width, this.canvas.height);
    const [x, y] = [(event.clientX - area.left) * ratio, (event.clientY - area.top) * ratio];
    this.view.probe(nearestDot(this.grid, this.dots, x, y, 14 * ratio));
  }

  wheel(event) {
    if (!this.ranges) return;
    event.stopPropagation();
    const grow = Math.exp(event.deltaY / 300);
    const at = this.toData(event);
    const next = this.ranges.map(([from, to], axis) => {
      if (this.fixed.includes(axis)) return [from, to];
      const [low, high] = this.home[axis];
      const range = [at[axis] - (at[axis] - from) * grow, at[axis] + (to - at[axis]) * grow];
      return range[1] - range[0] >= high - low ? [low, high] : range;
    });
    if (JSON.stringify(next) === JSON.stringify(this.ranges)) return;
    event.preventDefault();
    this.ranges = next;
    this.relayout();
    this.redraw();
  }

  goHome() {
    if (!this.home) return;
    this.ranges = structuredClone(this.home);
    this.relayout();
    this.redraw();
  }

  showMark(index) {
    const shown = index >= 0 && this.dots;
    this.mark.style.display = shown ? "block" : "none";
    if (!shown) return;
    const at = ({ levels, low, high, top }) => low + (levels[index] / top) * (high - low);
    const [left, top] = this.toScreen(at(this.x), at(this.y));
    this.mark.style.transform = `translate(${left}px, ${top}px)`;
  }

  get dragmode() {
    return this.view.tool === "pan" ? "pan" : false;
  }

  layout() {
    const style = getComputedStyle(this.frame);
    const ink = style.color;
    const axis = (range) => ({
      range: [...range], color: ink, linecolor: ink, showgrid: false, zeroline: false, showline: true,
      ticks: "outside", ticklen: 4, nticks: this.spec.small ? 4 : 6,
    });
    return {
      margin: this.margin, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: style.fontFamily, size: this.spec.small ? 10 : 12, color: ink },
      showlegend: false, hovermode: false, autosize: true, uirevision: "keep",
      dragmode: this.dragmode,
      xaxis: axis(this.ranges[0]), yaxis: axis(this.ranges[1]),
    };
  }

  /** Plotly brings the axes and pans them; the dots stay in the canvas beneath. */
  async attachAxes(Plotly) {
    if (this.attached || !this.ranges || !this.plotly.isConnected) return;
    this.attached = true;
    this.ink = getComputedStyle(this.frame).color;
    const [[x0, x1], [y0, y1]] = this.ranges;
    const ends = { x: [x0, x1], y: [y0, y1], type: "scatter", mode: "markers", marker: { opacity: 0 } };
    await Plotly.newPlot(this.plotly, [ends], this.layout(), {
      displayModeBar: false, scrollZoom: false, responsive: false, doubleClick: false, showTips: false,
    });
    this.drawn = true;
    if (this.ranges.flat().join() !== [x0, x1, y0, y1].join()) this.relayout();
    const follow = () => {
      const { xaxis, yaxis } = this.plotly._fullLayout;
      const now = [[...xaxis.range], [...yaxis.range]];
      if (JSON.stringify(now) === JSON.stringify(this.ranges)) return;
      this.ranges = now;
      this.redraw();
    };
    this.plotly.on("plotly_relayouting", follow);
    this.plotly.on("plotly_relayout", follow);
  }

  relayout() {
    if (!this.drawn) return;
    const [x, y] = this.ranges;
    window.Plotly.relayout(this.plotly, { "xaxis.range": [...x], "yaxis.range": [...y] });
  }

  /** Axis titles are ours, because they change with sliders and a relayout costs many milliseconds. */
  entitle() {
    this.titles.forEach((title, axis) => (title.textContent = this.spec.titles[axis]));
    const { color } = getComputedStyle(this.frame);
    if (!this.drawn || color === this.ink) return;
    this.ink = color;
    window.Plotly.relayout(this.plotly, {
      "font.color": color, "xaxis.color": color, "yaxis.color": color,
      "xaxis.linecolor": color, "yaxis.linecolor": color,
    });
  }

  followTool() {
    if (this.drawn) window.Plotly.relayout(this.plotly, { dragmode: this.dragmode });
  }

  // Drawing an outline, in CSS pixels of the plot area

  press(event) {
    this.view.root.focus({ preventScroll: true });
    const grip = event.target.closest("[data-handle]") && !modeOf(event);
    if (event.button === 0 && this.dots && this.view.tool !== "pan" && !grip) this.outline.begin(event);
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
    this.view.selection.set(this.maskOf(xs, ys), { mode, drawn: true });
  }

  maskOf(xs, ys) {
    const ratio = this.canvas.width / this.wide;
    return maskByPolygon(this.dots, xs.map((x) => x * ratio), ys.map((y) => y * ratio));
  }

  remove() {
    this.resizing.disconnect();
    if (this.drawn) window.Plotly.purge(this.plotly);
    this.drawn = false;
  }
}

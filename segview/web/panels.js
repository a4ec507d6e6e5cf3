// The two kinds of panel: an image, and a plot in which every pixel is a dot.
import { paintDots, paintImage, project } from "./draw.js";
import { buildGrid, maskByBox, maskByPolygon, nearestDot, pileUp } from "./pure.js";

const MARGIN = { l: 54, r: 12, t: 6, b: 44 };

export function make(tag, className, parent, attributes = {}) {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.append(element);
  return element;
}

function captionOf(figure) {
  const caption = make("figcaption", "", figure);
  return { title: make("span", "title", caption), value: make("span", "value", caption) };
}

export class ImagePanel {
  constructor(parent, spec, view) {
    this.spec = spec;
    this.view = view;
    this.figure = make("figure", "picture", parent);
    this.caption = captionOf(this.figure);
    this.frame = make("div", "frame", this.figure);
    this.canvas = make("canvas", "", this.frame, { "data-panel": spec.name, role: "img" });
    this.mark = make("div", "mark", this.frame);
    this.box = make("div", "box", this.frame);
    this.frame.addEventListener("pointermove", (event) => this.move(event));
    this.frame.addEventListener("pointerdown", (event) => this.press(event));
    this.frame.addEventListener("pointerup", (event) => this.release(event));
    this.frame.addEventListener("pointercancel", () => this.forget());
    this.frame.addEventListener("pointerleave", () => this.from || view.probe(-1));
  }

  paint(array, words, selection) {
    const { height, width } = array;
    this.shape = [height, width];
    this.figure.style.setProperty("--ratio", width / height);
    paintImage(this.canvas, array, words, selection);
  }

  pixelAt(event) {
    const [height, width] = this.shape;
    const area = this.canvas.getBoundingClientRect();
    const col = Math.floor(((event.clientX - area.left) / area.width) * width);
    const row = Math.floor(((event.clientY - area.top) / area.height) * height);
    return [Math.min(height - 1, Math.max(0, row)), Math.min(width - 1, Math.max(0, col))];
  }

  move(event) {
    const [row, col] = this.pixelAt(event);
    this.view.probe(row * this.shape[1] + col);
    if (!this.from) return;
    const [r0, r1] = [this.from[0], row].sort((a, b) => a - b);
    const [c0, c1] = [this.from[1], col].sort((a, b) => a - b);
    this.range = [r0, r1, c0, c1];
    const [height, width] = this.shape;
    Object.assign(this.box.style, {
      display: r1 > r0 || c1 > c0 ? "block" : "none",
      left: `${(100 * c0) / width}%`,
      top: `${(100 * r0) / height}%`,
      width: `${(100 * (c1 - c0 + 1)) / width}%`,
      height: `${(100 * (r1 - r0 + 1)) / height}%`,
    });
  }

  press(event) {
    if (event.button !== 0) return;
    this.frame.setPointerCapture(event.pointerId);
    this.from = this.pixelAt(event);
    this.range = null;
  }

  release() {
    const range = this.range;
    this.forget();
    if (range && (range[1] > range[0] || range[3] > range[2])) {
      this.view.select(maskByBox(...this.shape, ...range));
    }
  }

  forget() {
    this.from = this.range = null;
    this.box.style.display = "none";
  }

  showMark(index) {
    this.mark.style.display = index < 0 ? "none" : "block";
    if (index < 0) return;
    const [height, width] = this.shape;
    const col = index % width;
    const row = (index - col) / width;
    this.mark.style.left = `${(100 * (col + 0.5)) / width}%`;
    this.mark.style.top = `${(100 * (row + 0.5)) / height}%`;
  }
}

export class PlotPanel {
  constructor(parent, spec, view) {
    this.spec = spec;
    this.view = view;
    this.figure = make("figure", "plot", parent);
    this.caption = captionOf(this.figure);
    this.frame = make("div", "frame", this.figure, { "data-panel": spec.kind });
    this.canvas = make("canvas", "dots", this.frame);
    this.plotly = make("div", "axes", this.frame);
    this.overlay = make("div", "overlay", this.frame);
    this.mark = make("div", "mark", this.overlay, { "data-probe-mark": "" });
    Object.assign(this.overlay.style, {
      left: `${MARGIN.l}px`, right: `${MARGIN.r}px`, top: `${MARGIN.t}px`, bottom: `${MARGIN.b}px`,
    });
    Object.assign(this.canvas.style, { left: `${MARGIN.l}px`, top: `${MARGIN.t}px` });
    this.frame.addEventListener("pointermove", (event) => this.move(event));
    this.frame.addEventListener("pointerleave", () => view.probe(-1));
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.frame);
  }

  /** New arrays or labels: compute where every dot lies, then draw. */
  place(arrays, labels, classes) {
    const { spec } = this;
    this.x = arrays[spec.x];
    if (spec.kind === "histogram") {
      const pile = pileUp(this.x, spec.width, labels, classes);
      this.y = { levels: pile.ranks, low: 0, high: 1, top: 1 };
      spec.ranges[1] = [0, pile.highest * 1.04];
    } else {
      this.y = arrays[spec.y];
    }
    const wanted = JSON.stringify(spec.ranges);
    if (wanted !== this.home) {
      this.home = wanted;
      this.ranges = structuredClone(spec.ranges);
      this.relayout();
    }
    this.project();
  }

  project() {
    const area = this.overlay;
    const ratio = window.devicePixelRatio || 1;
    this.wide = area.clientWidth;
    this.high = area.clientHeight;
    if (!this.x || this.wide < 2 || this.high < 2) return false;
    Object.assign(this.canvas, { width: Math.round(this.wide * ratio), height: Math.round(this.high * ratio) });
    Object.assign(this.canvas.style, { width: `${this.wide}px`, height: `${this.high}px` });
    const along = (axis, range, length, flip) =>
      project(axis.levels, (axis.high - axis.low) / axis.top, axis.low, range, length, flip);
    this.px = along(this.x, this.ranges[0], this.canvas.width, false);
    this.py = along(this.y, this.ranges[1], this.canvas.height, true);
    this.size = Math.max(1, Math.round((this.px.length > 150000 ? 1 : 2) * ratio));
    this.grid = null;
    return true;
  }

  paint(labels, words, faded, selection, background) {
    this.look = { labels, words, faded, selection, background };
    this.draw();
  }

  draw() {
    if (!this.px || !this.look) return;
    const background = this.look.background?.(this);
    paintDots(this.canvas, { ...this.look, background, px: this.px, py: this.py, size: this.size });
    this.showMark(this.view.probed);
    this.view.placeHandles(this);
  }

  redraw() {
    if (this.project()) this.draw();
  }

  resized() {
    if (this.overlay.clientWidth === this.wide && this.overlay.clientHeight === this.high) return;
    this.redraw();
    if (this.drawn) window.Plotly.Plots.resize(this.plotly);
  }

  /** Data coordinates to CSS pixels inside the plot area, and back. */
  toScreen(x, y) {
    const [[x0, x1], [y0, y1]] = this.ranges;
    return [((x - x0) / (x1 - x0)) * this.wide, (1 - (y - y0) / (y1 - y0)) * this.high];
  }

  toData(left, top) {
    const [[x0, x1], [y0, y1]] = this.ranges;
    return [x0 + (left / this.wide) * (x1 - x0), y0 + (1 - top / this.high) * (y1 - y0)];
  }

  move(event) {
    if (!this.px) return;
    const area = this.overlay.getBoundingClientRect();
    const ratio = this.canvas.width / this.wide;
    const x = (event.clientX - area.left) * ratio;
    const y = (event.clientY - area.top) * ratio;
    this.grid ??= buildGrid(this.px, this.py, this.canvas.width, this.canvas.height);
    this.view.probe(nearestDot(this.grid, this.px, this.py, x, y, 14 * ratio));
  }

  showMark(index) {
    const shown = index >= 0 && this.px;
    this.mark.style.display = shown ? "block" : "none";
    if (!shown) return;
    const ratio = this.canvas.width / this.wide;
    this.mark.style.transform = `translate(${this.px[index] / ratio}px, ${this.py[index] / ratio}px)`;
  }

  layout() {
    const style = getComputedStyle(this.frame);
    const ink = style.color;
    const axis = (title, range) => ({
      title: { text: title, standoff: 6, font: { size: 13 } },
      range: [...range], color: ink, showgrid: false, zeroline: false, ticks: "outside", ticklen: 4,
      linecolor: ink, nticks: 6, showline: true,
    });
    return {
      margin: MARGIN, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: style.fontFamily, size: 12, color: ink }, showlegend: false, hovermode: false,
      dragmode: this.view.dragmode, uirevision: "keep", autosize: true,
      xaxis: axis(this.spec.titles[0], this.ranges[0]), yaxis: axis(this.spec.titles[1], this.ranges[1]),
      newselection: { line: { color: "#ffffff", width: 1.5, dash: "dot" } },
    };
  }

  /** Plotly brings the axes, zoom, pan, box and lasso; the dots are in the canvas beneath. */
  async attachAxes(Plotly) {
    if (this.drawn || !this.ranges) return;
    this.drawn = true;
    const [[x0, x1], [y0, y1]] = this.ranges;
    const ends = { x: [x0, x1], y: [y0, y1], type: "scatter", mode: "markers", marker: { opacity: 0 } };
    await Plotly.newPlot(this.plotly, [ends], this.layout(), {
      displayModeBar: false, scrollZoom: true, responsive: false, doubleClick: "reset", showTips: false,
    });
    const follow = () => {
      const { xaxis, yaxis } = this.plotly._fullLayout;
      const now = [[...xaxis.range], [...yaxis.range]];
      if (JSON.stringify(now) === JSON.stringify(this.ranges)) return;
      this.ranges = now;
      this.redraw();
    };
    this.plotly.on("plotly_relayouting", follow);
    this.plotly.on("plotly_relayout", follow);
    this.plotly.on("plotly_selected", (event) => this.selected(event));
  }

  relayout() {
    if (!this.drawn) return;
    const [x, y] = this.ranges;
    window.Plotly.relayout(this.plotly, { "xaxis.range": [...x], "yaxis.range": [...y] });
  }

  restyle() {
    if (this.drawn) window.Plotly.relayout(this.plotly, { ...this.layout(), selections: this.plotly.layout.selections });
  }

  setDragmode(mode) {
    if (this.drawn) window.Plotly.relayout(this.plotly, { dragmode: mode });
  }

  selected(event) {
    if (!event?.range && !event?.lassoPoints) return;
    const { range, lassoPoints } = event;
    const xs = lassoPoints ? lassoPoints.x : [range.x[0], range.x[1], range.x[1], range.x[0]];
    const ys = lassoPoints ? lassoPoints.y : [range.y[0], range.y[0], range.y[1], range.y[1]];
    const ratio = this.canvas.width / this.wide;
    const corners = xs.map((x, i) => this.toScreen(x, ys[i]).map((at) => at * ratio));
    this.view.select(maskByPolygon(this.px, this.py, corners.map((c) => c[0]), corners.map((c) => c[1])), this);
  }

  forgetOutline() {
    if (this.drawn && this.plotly.layout.selections?.length) {
      window.Plotly.relayout(this.plotly, { selections: [] });
    }
  }

  remove() {
    this.resizing.disconnect();
    if (this.drawn) window.Plotly.purge(this.plotly);
  }
}

// The axes of a plot, which Plotly draws and pans; the dots lie in a canvas beneath.
import { make } from "../dom.js";

const MARGIN = { l: 4.5, r: 1, t: 0.5, b: 3.7 }; // em
const NONE = { l: 1, r: 1, t: 1, b: 1 }; // px

export class Axes {
  /** `plot.ranges` says how far they reach, `plot.moveTo(ranges)` follows when they are panned. */
  constructor(parent, plot) {
    this.plot = plot;
    this.graph = make("div", "axes", parent, { "aria-hidden": "true" });
    this.drawn = false;
  }

  get margin() {
    if (this.plot.thumbnail) return NONE;
    return Object.fromEntries(Object.entries(MARGIN).map(([side, length]) => [side, Math.round(length * this.letters)]));
  }

  /** Size of the letters in px. */
  get letters() {
    return parseFloat(this.style.fontSize);
  }

  /** Take their room from the dots. */
  makeRoom() {
    for (const [side, length] of Object.entries(this.margin)) this.plot.frame.style.setProperty(`--${side}`, `${length}px`);
  }

  get dragmode() {
    return this.plot.view.tool === "pan" ? "pan" : false;
  }

  get style() {
    return getComputedStyle(this.graph);
  }

  layout() {
    const { color, fontFamily } = this.style;
    this.written = this.letters;
    const axis = (range) => ({
      range: [...range], color, linecolor: color, showgrid: false, zeroline: false, showline: true,
      ticks: "outside", ticklen: 4, nticks: 6,
    });
    const [x, y] = this.plot.ranges;
    return {
      margin: this.margin, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: fontFamily, size: this.written, color },
      showlegend: false, hovermode: false, autosize: true, uirevision: "keep",
      dragmode: this.dragmode,
      xaxis: axis(x), yaxis: axis(y),
    };
  }

  async attach(Plotly) {
    if (this.attached || this.plot.thumbnail || !this.plot.ranges || !this.graph.isConnected) return;
    this.attached = true;
    this.ink = this.style.color;
    const [[x0, x1], [y0, y1]] = this.plot.ranges;
    const ends = { x: [x0, x1], y: [y0, y1], type: "scatter", mode: "markers", marker: { opacity: 0 } };
    await Plotly.newPlot(this.graph, [ends], this.layout(), {
      displayModeBar: false, scrollZoom: false, responsive: false, doubleClick: false, showTips: false,
    });
    this.drawn = true;
    if (this.plot.ranges.flat().join() !== [x0, x1, y0, y1].join()) this.reach();
    const panned = () => {
      const { xaxis, yaxis } = this.graph._fullLayout;
      this.plot.moveTo([[...xaxis.range], [...yaxis.range]]);
    };
    this.graph.on("plotly_relayouting", panned);
    this.graph.on("plotly_relayout", panned);
  }

  /** Draw these lines besides. */
  addLines(lines) {
    window.Plotly.react(this.graph, [this.graph.data[0], ...lines], this.layout());
  }

  relayout(change) {
    if (this.drawn) window.Plotly.relayout(this.graph, change);
  }

  /** Reach as far as the plot does. */
  reach() {
    const [x, y] = this.plot.ranges;
    this.relayout({ "xaxis.range": [...x], "yaxis.range": [...y] });
  }

  followTool() {
    this.relayout({ dragmode: this.dragmode });
  }

  /** Take the colour of the page's text, where that has changed: a frame later, when all styles are known anyway. */
  followTheme() {
    this.looking ??= requestAnimationFrame(() => {
      this.looking = null;
      this.recolour();
    });
  }

  recolour() {
    const { color } = this.style;
    if (!this.drawn || color === this.ink) return;
    this.ink = color;
    this.relayout({
      "font.color": color, "xaxis.color": color, "yaxis.color": color,
      "xaxis.linecolor": color, "yaxis.linecolor": color,
    });
  }

  resize(width, height) {
    const size = `${width} ${height}`;
    if (this.drawn && this.letters !== this.written) this.relayout({ margin: this.margin, "font.size": (this.written = this.letters) });
    if (this.drawn && size !== this.size) window.Plotly.Plots.resize(this.graph);
    this.size = size;
  }

  remove() {
    if (this.drawn) window.Plotly.purge(this.graph);
    this.drawn = this.attached = false;
  }
}

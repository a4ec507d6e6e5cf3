// A static figure: what Python describes, in the colours of the page.
import { make } from "../dom.js";
import { mount } from "../mounting.js";
import { loadPlotly } from "./plotly.js";

class Figure {
  constructor(root) {
    this.frame = make("div", "segview-figure", root);
  }

  async update({ data }) {
    const Plotly = await loadPlotly(data.plotly);
    if (!this.frame.isConnected) return;
    const { color, fontFamily } = getComputedStyle(this.frame);
    const grid = { gridcolor: "rgba(128,128,128,0.25)", zeroline: false };
    const axis = { color, linecolor: color, automargin: "bottom", ...grid };
    const axes = Object.entries(data.layout).filter(([name]) => /^[xy]axis/.test(name));
    const layout = {
      height: 300,
      ...data.layout,
      margin: { l: 56, r: 12, t: 24, b: 46 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { color, family: fontFamily, size: 13 }, legend: { orientation: "h", y: 1.12, x: 0 },
      xaxis: axis, yaxis: axis,
      ...Object.fromEntries(axes.map(([name, own]) => [name, { ...axis, ...own }])),
    };
    await Plotly.react(this.frame, data.traces, layout, { displayModeBar: false, responsive: true });
  }

  remove() {
    window.Plotly?.purge(this.frame);
    this.frame.remove();
  }
}

export default (component) => mount(component, Figure);

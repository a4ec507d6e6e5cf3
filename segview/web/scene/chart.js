// A chart: what Python describes, in the colours of the page.
import { listen } from "../events.js";
import { patterned } from "./patterned.js";
import { SYMBOLS } from "./patterns.js";
import { loadPlotly } from "./plotly.js";

const drawn = new Map(); // what is drawn, by its frame

listen("patterned", () => drawn.forEach((what, frame) => drawChart(frame, ...what)));

/** A chart is as large as its box, whatever made that another. */
const watching = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.offsetWidth && target.offsetHeight && target.querySelector(".main-svg")) window.Plotly.Plots.resize(target);
});

/** A trace of bars or dots that is told apart by its patterns as well. */
function withPattern(trace) {
  const { meta, marker, type } = trace;
  if (!meta || !patterned()) return trace;
  const size = 2 * (marker.size ?? 1);
  const look = type === "bar"
    ? { pattern: { shape: meta, solidity: 0.35, fgcolor: "#000", fgopacity: 1, fillmode: "overlay" } }
    : { symbol: SYMBOLS[meta], size, line: { color: marker.color, width: 1 } };
  return { ...trace, marker: { ...marker, ...look } };
}

export async function drawChart(frame, { traces, layout: own }, url) {
  drawn.set(frame, [{ traces, layout: own }, url]);
  frame.style.setProperty("--rows", own.grid?.rows ?? 1);
  frame.classList.toggle("grid", Boolean(own.grid));
  const Plotly = await loadPlotly(url);
  if (!frame.isConnected) return;
  const { color, fontFamily } = getComputedStyle(frame);
  const grid = { gridcolor: "rgba(128,128,128,0.25)", zeroline: false };
  const axis = { color, linecolor: color, automargin: "bottom", ...grid };
  const axes = Object.entries(own).filter(([name]) => /^[xy]axis/.test(name));
  const layout = {
    ...own,
    margin: { l: 50, r: 8, t: 20, b: 36 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { color, family: fontFamily, size: 12 }, legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
    xaxis: axis, yaxis: axis,
    ...Object.fromEntries(axes.map(([name, own]) => [name, { ...axis, ...own }])),
  };
  await Plotly.react(frame, traces.map(withPattern), layout, { displayModeBar: false });
  watching.observe(frame);
}

export function forgetChart(frame) {
  drawn.delete(frame);
  watching.unobserve(frame);
  window.Plotly?.purge(frame);
}

// A chart: what Python describes, in the colours of the page.
import { listen } from "../events.js";
import { patterned } from "./patterned.js";
import { SYMBOLS } from "./patterns.js";
import { loadPlotly } from "./plotly.js";
import { scale } from "./scale.js";

const drawn = new Map(); // what a box shows

listen("patterned", () => drawn.forEach(({ part, url }, frame) => drawChart(frame, part, url)));

/** A chart is as large as its box, and its letters as large as the page's, whatever made that another. */
const watching = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!target.offsetWidth || !target.offsetHeight || !target.querySelector(".main-svg")) continue;
    const { part, url, size } = drawn.get(target);
    if (size !== sizeOf(target)) drawChart(target, part, url);
  }
});

/** Size of a box and of its letters. */
const sizeOf = (frame) => `${frame.clientWidth} ${frame.clientHeight} ${getComputedStyle(frame).fontSize}`;

/** Lines and dots grow with the letters. */
function grown({ line, marker, ...trace }) {
  const by = scale();
  return {
    ...trace,
    ...(line && { line: { ...line, width: line.width * by } }),
    ...(marker && { marker: marker.size ? { ...marker, size: marker.size * by } : marker }),
  };
}

/** Bars and dots that are told apart by their patterns as well. */
function withPattern(trace) {
  const { meta, marker, type } = trace;
  if (!meta || !patterned()) return trace;
  const look = type === "bar"
    ? { pattern: { shape: meta, solidity: 0.35, fgcolor: "#000", fgopacity: 1, fillmode: "overlay" } }
    : { symbol: SYMBOLS[meta], size: 2 * marker.size, line: { color: marker.color, width: 1 } };
  return { ...trace, marker: { ...marker, ...look } };
}

export async function drawChart(frame, part, url) {
  const { traces, layout: own } = part;
  frame.style.setProperty("--rows", own.grid?.rows ?? 1);
  frame.classList.toggle("grid", Boolean(own.grid));
  const Plotly = window.Plotly ?? (await loadPlotly(url)); // on paper, where there is no time to wait, what is loaded has to do
  if (!frame.isConnected) return;
  const { color, fontFamily, fontSize } = getComputedStyle(frame);
  const letters = parseFloat(fontSize);
  const em = (length) => Math.round(length * letters);
  drawn.set(frame, { part, url, size: sizeOf(frame) });
  const grid = { gridcolor: "rgba(128,128,128,0.25)", zeroline: false };
  const axis = { color, linecolor: color, automargin: "bottom", ...grid };
  const axes = Object.entries(own).filter(([name]) => /^[xy]axis/.test(name));
  const layout = {
    ...own,
    width: frame.clientWidth || null, height: frame.clientHeight || null, // plotly itself measures only once
    margin: { l: em(4.2), r: em(0.7), t: em(1.7), b: em(3) }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { color, family: fontFamily, size: letters }, legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
    xaxis: axis, yaxis: axis,
    ...Object.fromEntries(axes.map(([name, own]) => [name, { ...axis, ...own }])),
  };
  try {
    await Plotly.react(frame, traces.map(withPattern).map(grown), layout, { displayModeBar: false });
  } catch (error) {
    if (drawn.has(frame)) throw error; // else it has been forgotten while it was drawn
  }
  if (drawn.has(frame)) watching.observe(frame);
}

export function forgetChart(frame) {
  drawn.delete(frame);
  watching.unobserve(frame);
  window.Plotly?.purge(frame);
}

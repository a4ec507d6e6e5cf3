// A chart: what Python describes, in the colours of the page.
import { loadPlotly } from "./plotly.js";

/** A chart is as large as its box, whatever made that another. */
const watching = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.offsetWidth && target.offsetHeight && target.querySelector(".main-svg")) window.Plotly.Plots.resize(target);
});

export async function drawChart(frame, { traces, layout: own }, url) {
  frame.style.setProperty("--rows", own.grid?.rows ?? 1);
  frame.classList.toggle("grid", Boolean(own.grid));
  const Plotly = window.Plotly ?? (await loadPlotly(url)); // on paper, where there is no time to wait, what is loaded has to do
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
  await Plotly.react(frame, traces, layout, { displayModeBar: false });
  watching.observe(frame);
}

export function forgetChart(frame) {
  watching.unobserve(frame);
  window.Plotly?.purge(frame);
}

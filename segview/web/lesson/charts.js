// Small charts of exercises: histograms in one frame, and dots between axes.
import { make } from "../dom.js";

const SPACE = "http://www.w3.org/2000/svg";
const BOX = { width: 360, height: 190, left: 46, right: 8, top: 8, bottom: 34 };

function shape(tag, parent, attributes, text = "") {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  parent.append(element);
  return element;
}

const written = (value) => (Math.abs(value) < 10 ? +value.toPrecision(2) : Math.round(value).toLocaleString("en"));

/** Round numbers between two others, some three to six of them. */
function ticks(low, high) {
  const rough = (high - low) / 3;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [5, 2, 1].find((times) => times * ten <= rough) * ten;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

/** A frame with ticks; gives back where a pair of values lies in it. */
function frame(parent, title, [left, right], top, names) {
  const { width, height } = BOX;
  const svg = shape("svg", parent, { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title, class: "chart" });
  const x = (value) => BOX.left + ((value - left) / (right - left)) * (width - BOX.left - BOX.right);
  const y = (value) => height - BOX.bottom - (value / top) * (height - BOX.top - BOX.bottom);
  shape("path", svg, { class: "axes", d: `M${x(left)} ${y(top)} V${y(0)} H${x(right)}` });
  for (const value of ticks(left, right)) shape("text", svg, { x: x(value), y: y(0) + 14, "text-anchor": "middle" }, written(value));
  for (const value of ticks(0, top)) shape("text", svg, { x: BOX.left - 5, y: y(value) + 4, "text-anchor": "end" }, written(value));
  shape("text", svg, { x: x(right), y: height - 4, "text-anchor": "end" }, names[0]);
  return { svg, x, y };
}

/** Half transparent bars of several histograms: [{name, colour, counts, edges}]. */
export function drawHistograms(parent, histograms, title) {
  const all = histograms.flatMap(({ counts }) => counts);
  const edges = histograms.flatMap((one) => one.edges);
  const { svg, x, y } = frame(parent, title, [Math.min(0, ...edges), Math.max(1, ...edges)], Math.max(...all, 1), ["intensity"]);
  histograms.forEach(({ name, colour, counts, edges }, nth) => {
    counts.forEach((count, i) => {
      const bar = shape("rect", svg, { x: x(edges[i]), y: y(count), width: Math.max(x(edges[i + 1]) - x(edges[i]), 0), height: y(0) - y(count), fill: colour, class: "bar" });
      shape("title", bar, {}, `${name}: ${count.toLocaleString("en")} pixels from ${written(edges[i])} to ${written(edges[i + 1])}`);
    });
    shape("rect", svg, { x: BOX.width - 96, y: 12 + 18 * nth, width: 12, height: 12, fill: colour, class: "bar" });
    shape("text", svg, { x: BOX.width - 80, y: 22 + 18 * nth }, name);
  });
}

/** A picture of dots between two axes that start at 0 or below. */
export function drawDots(parent, { dots, axes }, title) {
  const box = make("div", "dots", parent);
  const [[left, right], [bottom, top]] = axes.map((ends) => ends.map(written));
  make("span", "up", box).textContent = top;
  make("img", "", box, { src: dots, alt: title });
  make("span", "low", box).textContent = bottom;
  const across = make("span", "across", box);
  for (const end of [left, right]) make("span", "", across).textContent = end;
}

// A linked view as one drawing: its panels where they are on the screen, as SVG or as the pixels of a PNG.
import { setAttributes } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";
const GAP = 12; // px around the panels and above the legend
const SWATCH = 12; // px
const FINE = 2; // pixels of a PNG per px of the screen

function add(parent, tag, attributes, text = "") {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  element.textContent = text;
  parent.append(element);
  return element;
}

const boxOf = (element, from) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left - from.left, y: top - from.top, width, height };
};

const isShown = (element) => element.offsetWidth > 0 && element.textContent !== "";

/** Words in the place that they take on the screen, whatever font there is; those beside a plot run upwards. */
function write(parent, element, from) {
  const words = document.createRange();
  words.selectNodeContents(element);
  const { x, y, width, height } = boxOf(words, from);
  const { color, fontSize, fontWeight } = getComputedStyle(element);
  const [across, down] = [x + width / 2, y + height / 2];
  const upwards = element.matches(".axis.y");
  const room = { textLength: upwards ? height : width, lengthAdjust: "spacingAndGlyphs" };
  const look = { "font-size": fontSize, "font-weight": fontWeight, fill: color, "text-anchor": "middle", "dominant-baseline": "central" };
  add(parent, "text", { x: across, y: down, ...room, ...look, ...(upwards && { transform: `rotate(-90 ${across} ${down})` }) }, element.textContent);
}

function paste(parent, canvas, from) {
  const { opacity } = getComputedStyle(canvas);
  add(parent, "image", { ...boxOf(canvas, from), href: canvas.toDataURL(), opacity, preserveAspectRatio: "none", style: "image-rendering: pixelated" });
}

/** The axes as Plotly writes them. */
async function drawAxes(parent, { graph, drawn }, from) {
  if (!drawn) return;
  const { x, y, width, height } = boxOf(graph, from);
  const address = await window.Plotly.toImage(graph, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  const axes = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  setAttributes(axes, { x, y });
  parent.append(axes);
}

async function drawPanel(drawing, { figure, frame, titles = [], axes }, area) {
  const from = frame.getBoundingClientRect();
  const inside = add(drawing, "svg", boxOf(frame, area));
  for (const canvas of frame.querySelectorAll("canvas")) if (canvas.width && canvas.offsetWidth) paste(inside, canvas, from);
  if (axes) await drawAxes(inside, axes, from);
  titles.filter(isShown).forEach((title) => write(inside, title, from));
  [...figure.root.querySelectorAll("figcaption > .title, figcaption > .value")].filter(isShown).forEach((words) => write(drawing, words, area));
}

/** What the colours mean, beneath the panels. */
function drawLegend(drawing, legend, y) {
  const { left, top } = legend.getBoundingClientRect();
  const from = { left: left - GAP, top: top - y };
  for (const item of legend.offsetWidth ? legend.children : []) {
    const [swatch, name] = item.children;
    const { x, y, width, height } = boxOf(swatch, from);
    const [across, down] = [x + width / 2, y + height / 2].map((middle) => middle - SWATCH / 2);
    add(drawing, "rect", { x: across, y: down, width: SWATCH, height: SWATCH, fill: getComputedStyle(swatch).backgroundColor });
    write(drawing, name, from);
  }
}

/** What a view shows, as an SVG element with a size in px. */
export async function draw(view) {
  const { left, top, width, height } = view.rows.getBoundingClientRect();
  const area = { left: left - GAP, top: top - GAP };
  const legend = view.bar.legend.box;
  const size = { width: Math.ceil(width + 2 * GAP), height: Math.ceil(height + legend.offsetHeight + 3 * GAP) };
  const drawing = document.createElementNS(SVG, "svg");
  setAttributes(drawing, { xmlns: SVG, ...size, "font-family": `${getComputedStyle(view.root).fontFamily}, sans-serif` });
  add(drawing, "rect", { ...size, fill: getComputedStyle(view.root.closest('[data-testid="stApp"]')).backgroundColor });
  for (const panel of view.panels) if (panel.figure.root.offsetWidth) await drawPanel(drawing, panel, area);
  drawLegend(drawing, legend, height + 2 * GAP);
  return drawing;
}

export const svgOf = (drawing) => new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" });

/** The pixels of a drawing, finer than the screen's. */
export async function pngOf(drawing) {
  const canvas = document.createElement("canvas");
  canvas.width = FINE * drawing.getAttribute("width");
  canvas.height = FINE * drawing.getAttribute("height");
  const image = new Image();
  image.src = URL.createObjectURL(svgOf(drawing));
  await image.decode();
  URL.revokeObjectURL(image.src);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

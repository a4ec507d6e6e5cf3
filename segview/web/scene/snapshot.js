// A linked view on paper: its panels as they are now, what their colours mean, and what is said beneath.
import { make } from "../dom.js";

const PAPER = { width: 680, height: 440 }; // CSS px at most for a plot: a page between its margins, and about half of it
const PLOT = 0.85; // of its size on screen

/** A copy of a part of the view that needs nobody to operate it. */
function copyOf(element) {
  const copy = element.cloneNode(true);
  const both = (selector) => {
    const copies = copy.querySelectorAll(selector);
    return [...element.querySelectorAll(selector)].map((one, at) => [one, copies[at]]);
  };
  for (const [canvas, blank] of both("canvas")) if (canvas.width && canvas.height) blank.getContext("2d").drawImage(canvas, 0, 0);
  for (const [select, box] of both("select")) box.replaceWith(select.hidden ? "" : (select.selectedOptions[0]?.text ?? ""));
  for (const idle of copy.querySelectorAll("button, input")) idle.remove();
  // What a name refers to is the original, which is not displayed on paper.
  for (const named of copy.querySelectorAll("[id]")) named.id = `printed-${named.id}`;
  for (const clipped of copy.querySelectorAll("[clip-path]")) clipped.setAttribute("clip-path", clipped.getAttribute("clip-path").replace("#", "#printed-"));
  return copy;
}

/** A plot keeps its size in pixels, which its axes are drawn for, and is scaled as a whole. */
function plotOf(block) {
  const { width, height } = block.getBoundingClientRect();
  const copy = copyOf(block);
  const zoom = Math.min(PLOT, PAPER.width / width, PAPER.height / height);
  for (const [name, value] of Object.entries({ width: `${width}px`, height: `${height}px`, zoom })) copy.style.setProperty(`--${name}`, value);
  return copy;
}

function legendOf(legend) {
  const box = make("div", "legend", null);
  for (const item of legend.children) {
    const [swatch, name] = item.children;
    const entry = make("span", "item", box);
    make("i", swatch.className, entry, { style: swatch.getAttribute("style") });
    entry.append(name.textContent);
  }
  return box;
}

export function writeView(parent, { root, rows }) {
  const box = make("section", "segview-linked", parent);
  const shown = (selector) => [...rows.querySelectorAll(selector)].filter((block) => block.offsetWidth);
  box.append(legendOf(root.querySelector(".legend")));
  make("div", "pictures", box).append(...shown(".pictures > figure").map(copyOf));
  make("div", "plots", box).append(...shown(".plots > *").map(plotOf));
  for (const line of root.querySelectorAll(".status > :is(.comparison, .formula), .chosen, [data-view]:not([data-probe='']) .readout")) {
    if (line.textContent) box.append(copyOf(line));
  }
}

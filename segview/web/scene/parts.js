// Notes, code, pictures and charts beneath one another: in a box that asks for them, or those of the scene on screen.
import { make } from "../dom.js";
import { listen } from "../events.js";
import { mount } from "../mounting.js";
import { drawChart, forgetChart } from "./chart.js";
import { screens } from "./screens.js";

const fill = {
  note(element, { tone, html }) {
    element.dataset.tone = tone;
    element.innerHTML = html; // made from Markdown without HTML
  },
  code(element, { text }) {
    element.textContent = text;
  },
  functions(element, { sources }) {
    make("summary", "", element).textContent = "The functions behind it";
    for (const source of sources) make("pre", "code", element).textContent = source;
  },
  pictures(element, { pictures }) {
    for (const { address, caption, width } of pictures) {
      const figure = make("figure", "", element);
      const image = make("img", "", figure, { src: address, alt: caption });
      if (width) image.style.width = `${width}px`;
      make("figcaption", "", figure).textContent = caption;
    }
  },
  columns(element, { columns }, url) {
    while (element.children.length > columns.length) takeParts(element.lastChild);
    while (element.children.length < columns.length) make("div", "segview-parts", element); // before a chart takes the width of one
    columns.forEach((parts, i) => showParts(element.children[i], parts, url));
  },
  chart(element, part, url) {
    drawChart(element, part, url);
  },
};
const TAGS = { code: "pre", functions: "details" };
const GROWS = new Set(["columns", "chart"]); // what is changed in place

/** Show parts in a box; what says the same as before stays untouched. */
export function showParts(box, parts, url) {
  while (box.children.length > parts.length) takeParts(box.lastChild);
  parts.forEach((part, i) => {
    const told = JSON.stringify(part);
    let element = box.children[i];
    if (element?.told === told) return;
    if (element?.kind !== part.kind) {
      const made = make(TAGS[part.kind] ?? "div", part.kind, null);
      if (element) {
        element.before(made);
        takeParts(element);
      } else box.append(made);
      element = made;
    } else if (!GROWS.has(part.kind)) element.replaceChildren();
    Object.assign(element, { told, kind: part.kind });
    fill[part.kind](element, part, url);
  });
}

export function takeParts(element) {
  [element, ...element.querySelectorAll(".chart")].forEach(forgetChart);
  element.remove();
}

class Parts {
  constructor(root, data) {
    this.data = data;
    this.box = make("div", "segview-parts", root, { "data-place": data.place });
    this.stop = listen("scene", ({ screen }) => screen === this.data.screen && this.refresh());
  }

  update({ data }) {
    this.data = data;
    this.refresh();
  }

  refresh() {
    const { screen, place, plotly } = this.data;
    const shown = screens.get(screen)?.scene?.[place];
    if (shown) showParts(this.box, shown, plotly);
  }

  remove() {
    this.stop();
    takeParts(this.box);
  }
}

export default (component) => mount(component, Parts);

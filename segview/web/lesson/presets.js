// Buttons that set all controls; as links they carry the same setting in their address.
import { make } from "../dom.js";
import { listen, send } from "../events.js";
import { mount } from "../mounting.js";
import { offered } from "../scene/offers.js";

let last = {}; // what was set, and on which page: a page may offer other presets after the click
listen("setting", ({ preset }) => (last = { path: window.location.pathname, preset }));
listen("left", () => (last = {}));

class Row {
  constructor(root, data) {
    this.data = data;
    this.offers = data.map(({ values }) => values);
    offered.add(this.offers);
    this.row = make("div", "segview-presets", root);
    this.links = data.map((preset) => this.makeLink(preset));
    this.text = make("span", "note", this.row, { "aria-live": "polite" });
    if (last.path === window.location.pathname) this.mark(last.preset);
    this.stop = listen("setting", ({ preset }) => this.mark(preset));
  }

  makeLink({ label, values, query }) {
    const link = make("a", "", this.row, { href: `?${query}`, role: "button" });
    link.textContent = label;
    link.onkeydown = (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    };
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      send("setting", { values, preset: label });
    };
    return link;
  }

  mark(preset) {
    const at = this.data.findIndex(({ label }) => label === preset);
    this.text.textContent = this.data[at]?.note ?? "";
    this.links.forEach((link, i) => link.classList.toggle("chosen", i === at));
  }

  remove() {
    offered.delete(this.offers);
    this.stop();
    this.row.remove();
  }
}

export default (component) => mount(component, Row, component.data);

// Buttons that set controls; as links they carry the same setting in their address.
import { send } from "./bus.js";
import { make } from "./dom.js";

const rows = new WeakMap();
let last = {}; // what was clicked, and on which page: a page may offer other presets after the click

class Row {
  constructor(root, data) {
    this.row = make("div", "segview-presets", root);
    this.links = data.map((preset) => this.makeLink(preset));
    this.text = make("span", "note", this.row, { "aria-live": "polite" });
    if (last.path !== window.location.pathname) last = {};
    const at = data.findIndex(({ label }) => label === last.label);
    if (at >= 0) this.choose(this.links[at], data[at].note);
  }

  makeLink({ label, values, note, query }) {
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
      last = { path: window.location.pathname, label };
      for (const [key, value] of Object.entries(values)) send("set", { key, value, final: true });
      this.choose(link, note);
    };
    return link;
  }

  choose(link, note) {
    this.text.textContent = note;
    this.links.forEach((other) => other.classList.toggle("chosen", other === link));
  }
}

export default function presets({ data, parentElement: root }) {
  const offered = JSON.stringify(data);
  if (rows.get(root)?.offered === offered) return;
  rows.get(root)?.row.remove();
  rows.set(root, Object.assign(new Row(root, data), { offered }));
}

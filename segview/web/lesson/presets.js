// Buttons that set all controls; as links they carry the same setting in their address.
import { make } from "../dom.js";
import { say } from "../saying.js";
import { offered } from "../scene/offers.js";

export class Presets {
  constructor(root, data, choose) {
    this.data = data;
    this.offers = data.map(({ values }) => values);
    offered.add(this.offers);
    this.row = make("div", "segview-presets", root, { role: "group", "aria-label": "Settings worth seeing" });
    this.links = data.map((preset, at) => this.makeLink(preset, at, choose));
    this.text = make("div", "note", root);
  }

  makeLink({ label, query }, at, choose) {
    const link = make("a", "", this.row, { href: `?${query}`, role: "button" });
    if (at < 9) make("kbd", "", link, { "aria-hidden": "true" }).textContent = at + 1;
    make("span", "", link).textContent = label;
    link.onkeydown = (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    };
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(this.data[at]);
    };
    return link;
  }

  /** Mark the one that was chosen; null: none. */
  mark(preset) {
    this.chosen = preset;
    this.text.innerHTML = preset?.html ?? ""; // made from Markdown without HTML
    say(this.text, this.text.textContent);
    this.links.forEach((link, i) => link.classList.toggle("chosen", this.data[i] === preset));
  }

  remove() {
    offered.delete(this.offers);
    this.row.remove();
    this.text.remove();
  }
}

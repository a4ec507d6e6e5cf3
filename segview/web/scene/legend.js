// One entry per class: its swatch hides and shows it, its name selects its pixels; then the names of errors and of differences, which do so too.
import { button, make } from "../dom.js";
import { keyOf } from "./patterns.js";

export class Legend {
  constructor(parent, view) {
    this.view = view;
    this.box = make("div", "legend", parent, { title: "What the colours mean; the button Patterns adds a second cue to them" });
  }

  show({ classes, errors, differences, labels }) {
    const { hidden, panels } = this.view;
    const shown = (name) => labels[name] && panels.some((panel) => panel.shows(name));
    const coded = (labels, list) => (shown(labels) ? list.map((one, code) => ({ ...one, labels, code })).filter(({ name }) => name) : []);
    const told = [...coded("errors", errors), ...coded("difference", differences)];
    const name = labels.truth ? "truth" : "result";
    const content = JSON.stringify([classes, told, name]);
    if (content !== this.content) this.write(classes, told, name);
    this.content = content;
    [...classes, ...told].forEach((meant, at) => {
      const swatch = this.swatches[at];
      const seen = !(at < classes.length && hidden.has(at));
      if (at < classes.length) swatch.setAttribute("aria-pressed", String(seen));
      this.fill(swatch, meant, seen);
    });
  }

  fill(swatch, meant, seen) {
    const { patterns } = this.view;
    swatch.classList.toggle("patterned", patterns);
    swatch.style.backgroundColor = seen ? meant.colour : "transparent";
    swatch.style.backgroundImage = seen && patterns ? `url(${keyOf(meant)})` : "";
  }

  /** Write it anew; the names of classes select among the labels with this name. */
  write(classes, others, labels) {
    const { view } = this;
    const where = labels === "truth" ? "in the ground truth" : "in the result";
    this.box.replaceChildren();
    this.swatches = classes.map(({ name }, label) => {
      const item = make("span", "item", this.box);
      const swatch = button(item, "", `Hide or show ${name}`, () => view.toggleClass(label), "swatch");
      swatch.setAttribute("aria-label", `Show ${name}`);
      button(item, name, `Select the pixels that are ${name} ${where}`, () => this.select(labels, label), "name");
      return swatch;
    });
    for (const { name, labels, code } of others) {
      const item = make("span", "item", this.box);
      this.swatches.push(make("i", "swatch", item));
      button(item, name, `Select the pixels that are ${name}`, () => this.select(labels, code), "name");
    }
  }

  /** Select a class or a kind of error, which nobody has drawn. */
  select(labels, code) {
    this.view.selection.draw({ kind: "where", where: [[labels, "=", code]] }, { drawn: false });
  }
}

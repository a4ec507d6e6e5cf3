// What the tool bar has for painting: classes with their names, the size of the brush, the way back, and strokes as a file.
import { button, make } from "../dom.js";
import { send } from "../events.js";
import { Choice } from "./choice.js";
import { load, save } from "./strokefile.js";

const MOST_CLASSES = 8;
const LONGEST = 24; // characters of a name

export class Palette {
  constructor(parent, view) {
    this.view = view;
    const box = (this.box = make("div", "palette", parent, { role: "group", "aria-label": "Paint labels" }));
    this.classes = make("div", "", box);
    this.more = button(box, "+ class", "One more class to paint", () => this.add(), "more");
    this.name = make("input", "name", box, { type: "text", maxlength: LONGEST, "aria-label": "Name of this class", autocomplete: "off" });
    this.name.onchange = () => this.rename();
    const size = make("label", "size", box);
    size.append("Size ");
    this.size = make("input", "", size, { type: "range", min: 0.5, step: 0.5, title: "Radius of the brush in pixels: [ and ]" });
    this.size.oninput = () => view.painter.resize(2 * (this.size.value - view.painter.radius));
    this.radius = make("output", "", size, { "aria-live": "off" });
    this.back = button(box, "↶", "Undo (Ctrl+Z)", () => view.painter.undo(), "undo");
    this.again = button(box, "↷", "Redo (Ctrl+Shift+Z)", () => view.painter.redo(), "redo");
    this.back.ariaLabel = "Undo";
    this.again.ariaLabel = "Redo";
    this.empty = button(box, "Clear all", "Take all that is painted away", () => view.painter.replace([]), "clear");
    this.keep = button(box, "Save strokes", "A small file with all strokes", () => save(view), "save");
    this.file = make("input", "", box, { type: "file", accept: ".json", hidden: "" });
    this.file.onchange = () => load(view, this.file).then((why) => view.status.showNote(why));
    button(box, "Load strokes", "Strokes from such a file, for an image of the same size", () => this.file.click(), "load");
  }

  /** Classes as the scene has them. */
  follow({ painting, naming, classes }) {
    this.naming = naming;
    this.more.hidden = this.name.hidden = !naming; // classes that nobody can change
    this.names = classes.map(({ name }) => name);
    const told = JSON.stringify([painting, classes]);
    if (painting && told !== this.told) this.write(classes);
    this.told = told;
    this.show();
  }

  write(classes) {
    const options = Object.fromEntries(classes.map(({ name }, label) => [label, [name, `Paint ${name}`]]));
    const held = this.classes.contains(document.activeElement);
    this.classes.replaceChildren();
    this.choice = new Choice(this.classes, "label", "Class to paint", options, (label, event) => {
      this.choose(Number(label));
      this.view.fingers.ready(event);
    });
    this.choice.buttons.forEach((made, label) => made.style.setProperty("--colour", classes[label].colour));
    this.choose(Math.min(this.view.painter.label, classes.length - 1));
    if (held) this.choice.buttons[this.view.painter.label].focus();
  }

  choose(label) {
    const { painter, tool } = this.view;
    painter.label = label;
    if (tool === "eraser") this.view.useTool("brush");
    this.show();
  }

  /** Show how the painter is. */
  show() {
    const { painter } = this.view;
    const { strokes, past, future, label, radius, most } = painter;
    this.box.hidden = !painter.on;
    if (!painter.on || !this.choice) return;
    this.choice.show(String(label));
    if (document.activeElement !== this.name) this.name.value = this.names[label];
    this.more.disabled = this.names.length >= MOST_CLASSES;
    this.size.max = most;
    this.size.value = radius;
    this.radius.textContent = String(radius);
    this.back.disabled = !past.length;
    this.again.disabled = !future.length;
    this.empty.disabled = this.keep.disabled = !strokes.length;
  }

  add() {
    const taken = (n) => this.names.includes(`class ${n}`);
    let n = this.names.length + 1;
    while (taken(n)) n++;
    this.view.painter.label = this.names.length;
    this.entitle([...this.names, `class ${n}`]);
  }

  /** Commas stand between names in an address. */
  rename() {
    const name = this.name.value.replaceAll(",", " ").trim();
    const { label } = this.view.painter;
    if (name) this.entitle(this.names.map((other, n) => (n === label ? name : other)));
    else this.name.value = this.names[label];
  }

  entitle(names) {
    if (this.naming) send("set", { key: this.naming, value: names.join() });
  }
}

// A box with results that prints by itself, under the learner's name.
import { button, make } from "../dom.js";
import { prints } from "../sheet.js";
import { askName } from "./name.js";

const TODAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });

export class Record {
  constructor(root, title, className, level) {
    this.box = make("section", `segview-record ${className}`, root, { "aria-label": `Your results. ${title}` });
    const head = make("header", "", this.box);
    make(level, "", head).textContent = title;
    this.name = make("span", "name", head);
    make("time", "", head).textContent = TODAY.format();
    this.button = button(head, "Print my record", "Results only, without the rest of the page, with your name", () => this.print());
    this.stop = prints((sheet) => this.write(sheet));
  }

  write(sheet) {
    const copy = this.box.cloneNode(true);
    for (const idle of copy.querySelectorAll("button, .learnt")) idle.remove();
    sheet.append(copy);
  }

  print() {
    const name = askName();
    if (name === null) return;
    this.name.textContent = name;
    window.print();
  }

  remove() {
    this.stop();
    this.box.remove();
  }
}

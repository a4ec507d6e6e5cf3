// The end of a lesson: what can be done now, and where to go.
import { make } from "../dom.js";

export class Ending {
  constructor(root, data) {
    this.box = make("section", "segview-ending", root);
    make("p", "", this.box).textContent = data.learnt;
    if (!data.next) return;
    make("a", "next", this.box, { href: data.next.slug }).textContent = `Next: ${data.next.title}`;
  }

  update() {}

  remove() {
    this.box.remove();
  }
}

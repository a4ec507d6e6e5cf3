// The way into the course: to its first page, or on to the first that is not finished.
import { make } from "../dom.js";
import { listen } from "../events.js";
import { mount } from "../mounting.js";
import { pageLink } from "./link.js";
import { answers, firstOpen } from "./progress.js";

class Start {
  constructor(root, data) {
    this.data = data;
    this.box = make("div", "segview-start", root);
    this.show();
    this.stop = listen("progress", () => this.show());
  }

  show() {
    const { pages } = this.data;
    const open = firstOpen(pages);
    const begun = pages.some(({ slug }) => answers()[slug]);
    this.box.replaceChildren();
    if (!begun) this.link(pages[0], "Start");
    else if (open) this.link(open, `Go on with ${open.title}`);
    else make("p", "", this.box).textContent = "You have solved everything. Your record is below, to be printed.";
    make("a", "below", this.box, { href: "#course" }).textContent = "See the whole course ↓";
  }

  link({ slug }, text) {
    pageLink(this.box, slug, text, { className: "segview-onward" });
  }

  remove() {
    this.stop();
    this.box.remove();
  }
}

export default (component) => mount(component, Start, component.data);

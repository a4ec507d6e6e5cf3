// Prose of the course, whose words explain themselves.
import { make } from "../dom.js";
import { mount } from "../mounting.js";
import { Words } from "./words.js";

class Prose {
  constructor(root, { html, words }) {
    this.box = make("div", "segview-prose", root);
    this.box.innerHTML = html; // made from Markdown without HTML
    this.words = new Words(this.box, words);
  }

  remove() {
    this.words.remove();
    this.box.remove();
  }
}

export default (component) => mount(component, Prose, component.data);

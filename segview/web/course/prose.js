// Prose of the course, whose words explain themselves.
import { make } from "../dom.js";
import { mount } from "../mounting.js";
import { Words } from "./words.js";

class Prose {
  constructor(root, { html, words }) {
    this.box = make("div", "segview-prose", root);
    this.box.innerHTML = html; // made from Markdown without HTML
    this.words = new Words(this.box, words);
    this.showAddressed();
  }

  /** Show the heading that the address names, once letters have their final width. */
  async showAddressed() {
    const heading = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!this.box.contains(heading)) return;
    await document.fonts.ready;
    heading.scrollIntoView();
  }

  remove() {
    this.words.remove();
    this.box.remove();
  }
}

export default (component) => mount(component, Prose, component.data);

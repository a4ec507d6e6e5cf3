// Prose of the course, whose words explain themselves.
import { make } from "../dom.js";
import { mount } from "../mounting.js";
import { prints, writeHead } from "../sheet.js";
import { Words } from "./words.js";

class Prose {
  constructor(root, { html, words, page }) {
    this.box = make("div", page ? "segview-prose page" : "segview-prose", root);
    this.box.innerHTML = html; // made from Markdown without HTML
    this.words = new Words(this.box, words);
    if (page) this.stop = prints((sheet) => this.write(sheet, page));
    this.showAddressed();
  }

  /** On paper, an address stands beside the link that leads there. */
  write(sheet, page) {
    writeHead(sheet, page);
    const copy = this.box.cloneNode(true);
    sheet.append(copy);
    for (const link of copy.querySelectorAll("a")) link.dataset.address = link.href;
  }

  /** Show the heading that the address names, once letters have their final width. */
  async showAddressed() {
    const heading = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!this.box.contains(heading)) return;
    await document.fonts.ready;
    heading.scrollIntoView();
  }

  remove() {
    this.stop?.();
    this.words.remove();
    this.box.remove();
  }
}

export default (component) => mount(component, Prose, component.data);

// A pinned result over the one on screen, up to an edge that is swiped across: for screens without room for both.
import { make } from "../dom.js";
import { fade } from "./colours.js";
import { paintImage } from "./painting.js";

export class Swipe {
  constructor({ figure, frame, layer, view }) {
    this.view = view;
    this.cover = make("canvas", "swiped", layer, { "aria-hidden": "true" });
    this.edge = make("div", "edge", frame);
    make("span", "", this.edge).textContent = "pinned";
    this.input = make("input", "swipe", figure.root, { type: "range", min: 0, max: 100, value: 50, "aria-label": "Up to here what is pinned, from here on what is now" });
    this.input.oninput = () => this.place();
    this.parts = [this.cover, this.edge, this.input];
  }

  offer({ labels }) {
    for (const part of this.parts) part.hidden = !labels.difference;
  }

  paint({ labels, pinned, shape }) {
    if (!labels.difference) return;
    const { selection: { mask }, patterns: patterned } = this.view;
    const levels = pinned.labels.result;
    if (levels === this.levels && mask === this.mask && patterned === this.patterned) return;
    Object.assign(this, { levels, mask, patterned });
    const { words, patterns } = pinned.palette.labels;
    paintImage(this.cover, { ...shape, levels }, words, fade(words), mask, patterned ? patterns : null);
  }

  /** Put the edge where the input says, and let the cover end there, however the image is zoomed. */
  place() {
    const { scale, x } = this.view.lens;
    const share = this.input.value / 100;
    this.edge.style.setProperty("--swiped", share);
    this.cover.style.setProperty("--covered", x + share / scale);
  }
}

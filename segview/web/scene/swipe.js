// A pinned result over the one on screen, up to a line that is swiped across: for screens without room for both.
import { make } from "../dom.js";
import { paintImage } from "./painting.js";

export class Swipe {
  constructor({ figure, frame }) {
    this.cover = make("div", "swiped", frame);
    this.layer = make("div", "layer", this.cover);
    this.canvas = make("canvas", "", this.layer);
    make("span", "tag", this.cover).textContent = "pinned";
    this.line = make("input", "swipe", figure.root, { type: "range", min: 0, max: 100, value: 50, "aria-label": "Up to here what is pinned, from here on what is now" });
    this.line.oninput = () => figure.root.style.setProperty("--swiped", `${this.line.value}%`);
  }

  paint({ labels, pinned, shape }) {
    this.cover.hidden = this.line.hidden = !labels.difference;
    if (labels.difference) paintImage(this.canvas, { ...shape, levels: pinned.labels.result }, pinned.palette.labels.words);
  }
}

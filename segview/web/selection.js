// The selection: a mask of pixels that lassos, boxes, brushes, legend and questions change.
import { listen, send } from "./bus.js";
import * as pure from "./pure.js";
import { describeSelection } from "./words.js";

export class Selection {
  constructor(view) {
    this.view = view;
    this.mask = null;
    this.mode = "replace";
    this.stop = listen("select", ({ where }) => this.pointAt(where));
  }

  /** Join a new mask to the old one; null clears. */
  set(mask, { mode = null, old = this.mask } = {}) {
    const joined = mask && pure.combine(old, mask, mode ?? this.mode);
    this.mask = joined && pure.countOf(joined) ? joined : null;
    this.view.paintAll();
    send("selected", { selection: this });
  }

  invert() {
    if (this.mask) this.set(pure.invert(this.mask), { mode: "replace" });
  }

  /** All pixels of a class in the ground truth. */
  addClass(label) {
    const { truth } = this.view.labels;
    if (truth) this.set(truth.map((of) => (of === label ? 1 : 0)));
  }

  /** The pixels that a description in words means, as a mask. */
  maskOf(where) {
    const { labels, arrays, shape } = this.view;
    const known = (name) => labels[name] || arrays[name] || name === "row" || name === "column";
    if (!where.every(([name]) => known(name))) return new Uint8Array(shape.height * shape.width);
    const lookUp = (name) => {
      if (labels[name]) return (i) => labels[name][i];
      if (name === "row") return (i) => Math.floor(i / shape.width);
      if (name === "column") return (i) => i % shape.width;
      return (i) => pure.valueAt(arrays[name], i);
    };
    return pure.maskByWords(where, lookUp)(shape.height * shape.width);
  }

  pointAt(where) {
    this.set(this.maskOf(where), { mode: "replace" });
    this.view.root.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  /** Forget a selection made on an image of another shape. */
  fit(pixels) {
    if (this.mask && this.mask.length !== pixels) this.mask = null;
  }

  tell() {
    const count = this.mask ? pure.countOf(this.mask) : 0;
    this.view.root.dataset.selected = count;
    this.view.status.showSelection(count ? describeSelection(this.view, count) : "");
  }
}

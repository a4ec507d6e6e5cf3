// The selection: a mask of pixels that lassos, boxes, brushes, legend and questions change.
import { listen, send } from "../events.js";
import * as pure from "./pure.js";
import { describeSelection } from "./descriptions.js";

export class Selection {
  constructor(view) {
    this.view = view;
    this.mask = null;
    this.mode = "replace";
    this.drawn = false; // whether the learner has drawn any of it
    this.stop = listen("select", ({ where }) => this.pointAt(where));
  }

  /** Join a new mask to the old one; null clears. Where nothing is selected, only a key pressed keeps it from replacing. */
  set(mask, { mode = null, old = this.mask, drawn = false } = {}) {
    const how = mode ?? (old ? this.mode : "replace");
    const joined = mask && pure.combine(old, mask, how);
    this.mask = joined && pure.countOf(joined) ? joined : null;
    this.drawn = Boolean(this.mask) && (drawn || (how !== "replace" && this.drawn));
    this.view.paintAll();
    send("selected", { selection: this });
  }

  invert() {
    if (this.mask) this.set(pure.invert(this.mask), { mode: "replace", drawn: this.drawn });
  }

  /** All pixels of a class in the ground truth, or where there is none in the result. */
  addClass(label) {
    const labels = this.view.labels.truth ?? this.view.labels.result;
    if (labels) this.set(labels.map((of) => (of === label ? 1 : 0)));
  }

  /** What a description in words speaks of, but the view does not have at these settings. */
  missing(where) {
    const { labels, arrays } = this.view;
    const known = (name) => labels[name] || arrays[name] || name === "row" || name === "column";
    return where.map(([name]) => name).filter((name) => !known(name));
  }

  /** The pixels that a description in words means, as a mask. */
  maskOf(where) {
    const { labels, arrays, shape } = this.view;
    if (this.missing(where).length) return new Uint8Array(shape.height * shape.width);
    const lookUp = (name) => {
      if (labels[name]) return (i) => labels[name][i];
      if (name === "row" || name === "column") return (i) => this.view.placeOf(i)[name];
      return (i) => pure.valueAt(arrays[name], i);
    };
    return pure.maskByWords(where, lookUp)(shape.height * shape.width);
  }

  pointAt(where) {
    this.set(this.maskOf(where), { mode: "replace" });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.view.root.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  }

  forget() {
    this.mask = null;
    this.drawn = false;
  }

  tell() {
    const count = this.mask ? pure.countOf(this.mask) : 0;
    this.view.root.dataset.selected = count;
    this.view.status.showSelection(count ? describeSelection(this.view, count) : "");
  }
}

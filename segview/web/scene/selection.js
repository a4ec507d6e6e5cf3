// The selection: a mask of pixels that lassos, boxes, brushes, legend and questions change.
import { listen, send } from "../events.js";
import { describeSelection } from "./descriptions.js";
import { combine, countOf, invert } from "./masks.js";
import { knows, valuesOf } from "./scene.js";
import { namesIn, pixels } from "./where.js";

/** How modifier keys change the way a new selection meets the old one. */
export function modeOf(event) {
  if (event.shiftKey && event.altKey) return "intersect";
  if (event.shiftKey) return "add";
  if (event.altKey) return "remove";
  return null;
}

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
    const joined = mask && combine(old, mask, how);
    this.mask = joined && countOf(joined) ? joined : null;
    this.drawn = Boolean(this.mask) && (drawn || (how !== "replace" && this.drawn));
    this.view.paint();
    send("selected", { selection: this });
  }

  invert() {
    if (this.mask) this.set(invert(this.mask), { mode: "replace", drawn: this.drawn });
  }

  /** What a description speaks of, but the view does not have at these settings. */
  missing(where) {
    return namesIn(where).filter((name) => !knows(this.view.scene, name));
  }

  /** The pixels that a description means, as a mask; none where something is missing. */
  maskOf(where) {
    const { scene } = this.view;
    const n = scene.shape.height * scene.shape.width;
    if (this.missing(where).length) return new Uint8Array(n);
    return pixels(where, Object.fromEntries(namesIn(where).map((name) => [name, valuesOf(scene, name)])), n);
  }

  /** Select what a description means, together with what is selected as the chosen mode says. */
  take(where, { drawn = false } = {}) {
    this.set(this.maskOf(where), { drawn });
  }

  pointAt(where) {
    if (!this.view.scene) return;
    this.set(this.maskOf(where), { mode: "replace" });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.view.root.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  }

  forget() {
    this.mask = null;
    this.drawn = false;
  }

  tell(scene) {
    const count = this.mask ? countOf(this.mask) : 0;
    this.view.root.dataset.selected = count;
    const text = count ? describeSelection(scene, this.mask, count) : "";
    this.view.status.showSelection(text);
    this.view.sayOnce("selection", text);
  }
}

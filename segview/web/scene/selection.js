// The selection: pixels that lassos, boxes, brushes, legend and questions select, as a description and as its mask.
import { listen, send } from "../events.js";
import { describeSelection } from "./descriptions.js";
import { combine, countOf } from "./masks.js";
import { maskOf, missingIn } from "./shapes.js";
import { maskOfSteps, withStep } from "./steps.js";

const NOTHING = { steps: [], mask: null, drawn: false };

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
    this.mode = "replace";
    this.forget();
    this.stop = listen("select", ({ where }) => this.pointAt(where));
  }

  /** What is selected, by which steps, and whether the learner has drawn any of it. */
  get now() {
    const { steps, mask, drawn } = this;
    return { steps, mask, drawn };
  }

  /**
   * Join a shape (shapes.js) to what is selected. Where that is nothing, only a key pressed keeps it from replacing.
   * Its pixels are those of the scene on screen, and stay so whatever comes.
   */
  draw(shape, { mode = null, onto = this.now, drawn = true } = {}) {
    const how = mode ?? (onto.mask ? this.mode : "replace");
    const rest = how === "replace" ? NOTHING : onto;
    const mask = combine(rest.mask, maskOf(shape, this.view.scene, onto.mask), how);
    this.become({ steps: withStep(rest.steps, how, shape), mask, drawn: drawn || rest.drawn });
  }

  /** Select what these steps mean in the scene on screen. */
  follow(steps) {
    this.become({ steps, mask: maskOfSteps(steps, this.view.scene), drawn: false });
  }

  /** Whether its description still means the pixels selected: what it speaks of may have moved with the controls. */
  get holds() {
    const meant = this.mask && maskOfSteps(this.steps, this.view.scene);
    return !this.mask || this.mask.every((bit, i) => bit === meant[i]);
  }

  clear() {
    this.become(NOTHING);
  }

  invert() {
    const { steps, mask, drawn } = this;
    const shape = { kind: "invert" };
    if (mask) this.become({ steps: withStep(steps, "replace", shape), mask: maskOf(shape, this.view.scene, mask), drawn });
  }

  become(now) {
    Object.assign(this, now.mask && countOf(now.mask) ? now : NOTHING);
    this.view.paint();
    send("selected", { selection: this });
  }

  /** What conditions speak of, but the view does not have at these settings. */
  missing(where) {
    return missingIn({ kind: "where", where }, this.view.scene);
  }

  /** The pixels for which conditions hold, as a mask; none where something is missing. */
  maskOf(where) {
    return maskOf({ kind: "where", where }, this.view.scene);
  }

  pointAt(where) {
    if (!this.view.scene) return;
    this.draw({ kind: "where", where }, { mode: "replace", drawn: false });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.view.root.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  }

  forget() {
    Object.assign(this, NOTHING);
  }

  tell(scene) {
    const count = this.mask ? countOf(this.mask) : 0;
    this.view.root.dataset.selected = count;
    const text = count ? describeSelection(scene, this.mask, count) : "";
    this.view.status.showSelection(text);
    this.view.news.say("selection", text);
  }
}

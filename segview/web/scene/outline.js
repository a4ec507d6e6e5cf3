// Drawing an outline with the pointer: a free lasso or a box, in whatever coordinates the panel has.
import { modeOf } from "./selection.js";

const SVG = "http://www.w3.org/2000/svg";

export function makeSvg(tag, parent, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

/** A slow browser tells of several moves in one event. */
export function movesOf(event) {
  const moves = event.getCoalescedEvents?.() ?? [];
  return moves.length ? moves : [event];
}

export class Outline {
  /** `panel.tapping` says whether the pointer has moved, `panel.place(event)` gives coordinates, `panel.box(first, last)` corners, `panel.outlined(xs, ys, mode)` takes the result. */
  constructor(frame, layer, panel) {
    this.frame = frame;
    this.panel = panel;
    this.svg = makeSvg("svg", layer);
    this.polygon = makeSvg("polygon", this.svg);
    frame.addEventListener("pointermove", (event) => this.path && event.isPrimary && this.extend(event));
    frame.addEventListener("pointerup", (event) => this.path && event.isPrimary && this.finish(event));
    frame.addEventListener("pointercancel", () => this.forget());
  }

  begin(event) {
    this.frame.setPointerCapture(event.pointerId);
    this.path = [this.panel.place(event)];
    this.mode = modeOf(event);
  }

  extend(event) {
    this.path.push(...movesOf(event).map((move) => this.panel.place(move)));
    this.polygon.setAttribute("points", this.corners().map((at) => at.join()).join(" "));
  }

  corners() {
    return this.panel.draws === "lasso" ? this.path : this.panel.box(this.path[0], this.path.at(-1));
  }

  finish(event) {
    this.extend(event);
    const corners = this.panel.tapping.still ? null : this.corners();
    const { mode } = this;
    this.forget();
    if (corners) this.panel.outlined(corners.map(([x]) => x), corners.map(([, y]) => y), mode);
  }

  forget() {
    this.path = null;
    this.polygon.setAttribute("points", "");
  }
}

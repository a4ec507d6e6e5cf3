// The best Dice that the learner reached on the screen of a lesson, by moving something there.
import { listen } from "../events.js";
import { presents } from "../presentation.js";
import { openViews } from "../scene/views.js";
import { pageOf } from "./link.js";
import { noteDice } from "./progress.js";

/** The best Dice in words, with what was the most that could be reached, where that is known. */
export const describeBest = ({ dice, ceiling }) => `best Dice ${dice.toFixed(3)}${ceiling === null ? "" : ` of at most ${ceiling.toFixed(3)}`}`;

/** Notes the best Dice of the open page as long as it is kept. */
export class Best {
  constructor() {
    this.moved = false; // whether what is on screen was set by the learner's own hand
    const begin = () => (this.moved = false);
    this.stop = [
      listen("moved", ({ key }) => (this.moved ||= key !== "image")),
      listen("setting", () => queueMicrotask(begin)), // after its controls have moved
      listen("left", begin),
      listen("painted", () => this.painted()),
    ];
  }

  /** A setting may paint before all its controls have moved: whose hand it was is known a moment later. */
  painted() {
    clearTimeout(this.due);
    this.due = setTimeout(() => this.moved && !presents() && this.note());
  }

  note() {
    const view = [...openViews].find(({ data }) => data.screen === "screen");
    if (!view?.scene || !Number.isFinite(view.scene.dice)) return;
    noteDice(pageOf(window.location), view.scene.dice, view.scene.ceiling);
  }

  remove() {
    clearTimeout(this.due);
    this.stop.forEach((stop) => stop());
  }
}

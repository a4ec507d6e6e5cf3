// A task: reach a Dice by moving the controls.
import { note } from "../course/progress.js";
import { make } from "../dom.js";
import { listen } from "../events.js";
import { tell } from "../saying.js";
import { screens } from "../scene/screens.js";
import { openViews } from "../scene/views.js";
import { Hint } from "./hint.js";

export class Reaching {
  constructor(root, step) {
    this.step = step;
    this.data = step.data;
    this.mine = null; // the best Dice since the learner moved something
    this.box = make("div", "segview-task", root, { "data-task": this.data.key });
    make("div", "", this.box).innerHTML = step.html; // made from Markdown without HTML
    this.score = make("p", "score", this.box);
    this.answer = make("p", "verdict", this.box);
    this.hint = new Hint(this.box, this.data.hint);
    this.stop = [listen("painted", () => this.look()), listen("moved", () => (this.touched ||= step.isOpen))];
    this.look();
  }

  look() {
    const [view] = openViews;
    const now = view?.scene?.dice;
    if (now === undefined || now === null) return;
    if (this.touched && screens.get(this.step.screen)?.settled) this.mine = Math.max(this.mine ?? 0, now);
    const { best, enough } = this.data;
    const mine = this.mine === null ? "" : ` · your best ${this.mine.toFixed(3)}`;
    this.score.textContent = `Now ${now.toFixed(3)}${mine} · possible ${best.toFixed(3)}`;
    if (this.mine === null || this.mine < enough || this.box.dataset.verdict) return;
    this.box.dataset.verdict = "right";
    tell(this.answer, `✓ Done. ${this.data.why}`);
    this.hint.hide();
    note(this.data.page, this.data.key, "right");
  }

  remove() {
    this.stop.forEach((stop) => stop());
    this.box.remove();
  }
}

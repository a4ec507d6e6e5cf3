// A task: find pixels, by any kind of selection in the linked view.
import { note } from "../course/progress.js";
import { make } from "../dom.js";
import { listen } from "../events.js";
import { tell } from "../saying.js";
import { diceOfBothSides } from "../scene/scores.js";
import { seek, stopSeeking } from "../scene/seeking.js";
import { openViews } from "../scene/views.js";
import { Hint } from "./hint.js";

export class Finding {
  constructor(root, step) {
    this.data = step.data;
    this.box = make("div", "segview-task", root, { "data-task": this.data.key });
    make("div", "", this.box).innerHTML = step.html; // made from Markdown without HTML
    this.answer = make("p", "verdict", this.box);
    this.hint = new Hint(this.box, this.data.hint);
    const lookAround = () => openViews.forEach(({ selection }) => this.look(selection));
    this.stop = [listen("selected", ({ selection }) => this.look(selection)), listen("painted", lookAround)];
    seek(this);
    lookAround();
  }

  look(selection) {
    if (this.box.dataset.verdict === "right" || !selection.view.scene) return;
    const [missing] = selection.missing(this.data.where);
    if (missing) {
      tell(this.answer, `The task speaks of “${this.data.titles[missing]}”, which is not on screen at these settings.`);
      return;
    }
    if (!selection.drawn) {
      tell(this.answer, "Nothing drawn yet.");
      return;
    }
    const [dice, outside] = diceOfBothSides(selection.mask, selection.maskOf(this.data.where));
    const found = Math.min(dice, outside) >= this.data.enough; // where most pixels are meant, all of them are like them
    if (found) {
      this.box.dataset.verdict = "right";
      this.hint.hide();
      note(this.data.page, this.data.key, "right");
    }
    const rest = outside < dice ? `; what you left out and what to leave out, ${outside.toFixed(2)}` : "";
    tell(this.answer, found ? `✓ Found. ${this.data.why}` : `Your selection and the pixels meant have Dice ${dice.toFixed(2)}${rest}.`);
  }

  remove() {
    this.stop.forEach((stop) => stop());
    stopSeeking(this);
    this.box.remove();
  }
}

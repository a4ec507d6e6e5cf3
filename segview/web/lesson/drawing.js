// A prediction that is drawn: the learner selects where something will be, then it appears, and Dice is the score.
import { note } from "../course/progress.js";
import { button, make } from "../dom.js";
import { listen, send } from "../events.js";
import { tell } from "../saying.js";
import { offered } from "../scene/offers.js";
import { diceOfBothSides } from "../scene/scores.js";
import { whenShown } from "../scene/screens.js";
import { seek, stopSeeking } from "../scene/seeking.js";
import { openViews } from "../scene/views.js";
import { Hint } from "./hint.js";

const INVITATION = "Draw in a picture or a plot, then check.";

export class Drawing {
  constructor(root, step) {
    this.step = step;
    this.data = step.data;
    this.offers = [this.data.then];
    offered.add(this.offers);
    this.box = make("div", "segview-task", root, { "data-task": this.data.key });
    make("div", "", this.box).innerHTML = step.html; // made from Markdown without HTML
    this.answer = make("p", "verdict", this.box);
    this.actions = make("div", "actions", this.box);
    this.check = button(this.actions, "Check", "Let it appear, and see how well it was drawn", () => this.commit(), "check");
    this.check.dataset.check = "";
    this.hint = new Hint(this.box, this.data.hint);
    this.stop = listen("selected", () => this.look());
    seek(this);
    this.look();
  }

  get selection() {
    return [...openViews][0]?.selection;
  }

  look() {
    if (this.committed) return;
    this.check.disabled = !this.selection?.drawn;
    tell(this.answer, this.check.disabled ? INVITATION : "");
  }

  async commit() {
    this.committed = true;
    this.hint.hide();
    this.check.hidden = true;
    const drawn = this.selection.mask.slice();
    this.step.apply(this.data.then);
    await whenShown(this.step.screen);
    if (this.removed) return;
    const meant = this.selection.maskOf(this.data.where);
    const [dice, outside] = diceOfBothSides(drawn, meant);
    const right = Math.min(dice, outside) >= this.data.enough;
    this.box.dataset.verdict = right ? "right" : "wrong";
    note(this.data.page, this.data.key, this.box.dataset.verdict, this.box.textContent);
    tell(this.answer, `${right ? "✓" : "✗"} Your drawing has Dice ${dice.toFixed(2)}. ${this.data.why}`);
    button(this.actions, "Show me these pixels", "Select them in the view", () => send("select", { where: this.data.where }));
    button(this.actions, "Draw again", "Once more from the start", () => this.step.again());
  }

  remove() {
    this.removed = true;
    this.stop();
    stopSeeking(this);
    offered.delete(this.offers);
    this.box.remove();
  }
}

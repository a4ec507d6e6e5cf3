// A task: find pixels, by any kind of selection in the linked view.
import { listen, openViews } from "./bus.js";
import { make, whenGone } from "./dom.js";
import { note, verdictOf } from "./progress.js";
import { diceOfBothSides } from "./pure.js";

class Task {
  constructor(root, data) {
    this.data = data;
    this.box = make("div", "segview-task", root, { "data-task": data.key });
    this.box.toggleAttribute("data-solved", verdictOf(data.page, data.key) === "right");
    make("b", "", this.box).textContent = data.task;
    this.answer = make("p", "", this.box, { "aria-live": "polite" });
    this.answer.textContent = data.hint;
    const lookAround = () => openViews.forEach(({ selection }) => this.look(selection));
    const stops = [listen("selected", ({ selection }) => this.look(selection)), listen("painted", lookAround)];
    lookAround();
    this.stop = () => stops.forEach((stop) => stop());
  }

  look(selection) {
    if (this.box.dataset.verdict === "right" || !selection.view.data) return;
    const [missing] = selection.missing(this.data.where);
    if (missing) {
      this.answer.textContent = `The task speaks of “${this.data.titles[missing]}”, which is not on screen at these settings. ${this.data.hint}`;
      return;
    }
    if (!selection.drawn) {
      this.answer.textContent = this.data.hint;
      return;
    }
    const [dice, outside] = diceOfBothSides(selection.mask, selection.maskOf(this.data.where));
    const found = Math.min(dice, outside) >= this.data.enough; // where most pixels are meant, all of them are like them
    if (found) {
      this.box.dataset.verdict = "right";
      note(this.data.page, this.data.key, "right");
    }
    const rest = outside < dice ? `; what you left out and what to leave out, ${outside.toFixed(2)}` : "";
    this.answer.textContent = found ? `✓ Found. ${this.data.why}` : `Your selection and the pixels meant have Dice ${dice.toFixed(2)}${rest}. ${this.data.hint}`;
  }
}

const tasks = new WeakMap();

export default function task({ data, parentElement: root }) {
  const set = JSON.stringify(data);
  if (tasks.get(root)?.set !== set) {
    tasks.get(root)?.stop();
    tasks.get(root)?.box.remove();
    tasks.set(root, Object.assign(new Task(root, data), { set }));
  }
  return whenGone(root, () => tasks.get(root).stop());
}

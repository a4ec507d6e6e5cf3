// Questions, tasks and programs as a room sees them: nothing to fill in, and the answer when it is asked for.
import { make } from "../dom.js";
import { send } from "../events.js";
import { whenShown } from "../scene/screens.js";

const LETTERS = "ABCDEFGH";

/** What asks for something, and shows it in the picture. */
class Shown {
  constructor(root, step, kind) {
    this.step = step;
    this.box = make("div", `segview-shown ${kind}`, root);
  }

  get data() {
    return this.step.data;
  }

  /** Show what an answer speaks of: other values, and the pixels meant. */
  async point() {
    const { then = {}, where = [] } = this.data;
    this.committed = true;
    this.step.apply(Object.keys(then).length ? then : this.step.told.values);
    if (!where.length) return;
    await whenShown(this.step.screen);
    if (!this.removed) send("select", { where });
  }

  remove() {
    this.removed = true;
    this.box.remove();
  }
}

export class ShownQuestion extends Shown {
  constructor(root, step) {
    super(root, step, "question");
    make("div", "", this.box).innerHTML = step.html; // made from Markdown without HTML
    const list = make("ol", "", this.box);
    this.options = this.data.answers.map(({ text }, at) => {
      const item = make("li", "option", list);
      make("b", "", item).textContent = LETTERS[at];
      make("span", "", item).textContent = text;
      return item;
    });
  }

  reveal() {
    this.data.answers.forEach(({ right, why }, at) => {
      this.options[at].dataset.holds = String(right);
      if (right) make("p", "why", this.options[at]).textContent = why;
    });
    this.point();
  }
}

export class ShownTask extends Shown {
  constructor(root, step) {
    super(root, step, "task");
    make("div", "", this.box).innerHTML = step.html; // made from Markdown without HTML
  }

  reveal() {
    const { best, why } = this.data;
    const most = best === undefined ? "" : `Possible: Dice ${best.toFixed(3)}. `;
    make("p", "why", this.box).textContent = most + why;
    this.point();
  }
}

export class ShownProgram extends Shown {
  constructor(root, step) {
    super(root, step, "program");
    const { task, code, solution } = this.step.program;
    make("p", "", this.box).textContent = task;
    const pre = make("pre", "code", this.box);
    this.blanks = code.split("____").flatMap((text, i) => {
      const blank = i ? [make("mark", "", pre)] : [];
      pre.append(text);
      return blank;
    });
    this.solution = solution;
  }

  reveal() {
    this.committed = true;
    this.blanks.forEach((blank, i) => (blank.textContent = this.solution[i]));
  }
}

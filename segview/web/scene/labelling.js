// Pixels that the learner labels, kept in a control.
import { send } from "../events.js";
import { formatPoints, parsePoints } from "./pure.js";

export class Labelling {
  constructor(view) {
    this.view = view;
  }

  get key() {
    return this.view.data?.labelling;
  }

  /** [[row, column, label], …] in the whole image. */
  get marks() {
    return this.key ? parsePoints(this.view.values[this.key]) : [];
  }

  /** Label a pixel of the shown image. A second click takes its label away, or where there is a single one of each, another click moves it. */
  click(row, col) {
    const { step, single } = this.view.data;
    const label = this.view.bar.labelChosen;
    if (single) return this.keep([...this.marks.filter(([, , other]) => other !== label), [row * step, col * step, label]]);
    const near = ([r, c]) => Math.hypot(r / step - row, c / step - col) < 2.5;
    const rest = this.marks.filter((mark) => !near(mark));
    const marks = rest.length < this.marks.length ? rest : [...rest, [row * step, col * step, label]];
    if (marks.length) this.keep(marks);
  }

  keep(marks) {
    send("set", { key: this.key, value: formatPoints(marks), final: true });
  }
}

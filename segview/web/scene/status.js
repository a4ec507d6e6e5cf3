// What stands below the panels: what is pointed at, how it compares with what is pinned, what is selected, and the Dice formula.
import { button, dropDown, make } from "../dom.js";
import { diceFormula } from "./descriptions.js";

const MODES = { replace: "replaces", add: "adds (Shift)", remove: "removes (Alt)", intersect: "keeps common (Shift Alt)" };
const COUNTS = "TP true positives: found · FP false positives: wrongly called so · FN false negatives: missed";

export class StatusLines {
  constructor(parent, view) {
    const status = make("div", "status", parent);
    this.comparison = make("p", "comparison", status);
    this.readout = make("p", "readout", status);
    this.formula = make("p", "formula", status, { title: COUNTS });
    const line = make("div", "selection", status);
    this.chosen = make("span", "chosen", line);
    this.actions = make("span", "actions", line);
    dropDown(this.actions, "What the next selection does to this one", MODES, (mode) => (view.selection.mode = mode));
    button(this.actions, "Invert", "Select all other pixels", () => view.selection.invert());
    button(this.actions, "Clear", "Clear the selection (Esc)", () => view.selection.set(null), "clear");
  }

  showReadout(text) {
    if (this.readout.textContent !== text) this.readout.textContent = text;
  }

  showComparison(text) {
    if (this.comparison.textContent !== text) this.comparison.textContent = text;
  }

  showSelection(text) {
    if (this.chosen.textContent !== text) this.chosen.textContent = text;
    this.actions.hidden = !text;
  }

  showFormula(scene) {
    this.formula.innerHTML = diceFormula(scene);
  }
}

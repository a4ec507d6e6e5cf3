// What stands below the panels: what is pointed at, how it compares with what is pinned, what is selected, and the Dice formula.
import { button, make } from "../dom.js";
import { tell } from "../saying.js";
import { diceFormula } from "./descriptions.js";

const COUNTS = "TP true positives: found · FP false positives: wrongly called so · FN false negatives: missed";

export class StatusLines {
  constructor(parent, view) {
    const status = make("div", "status", parent);
    this.comparison = make("p", "comparison", status);
    this.readout = make("p", "readout", status);
    this.formula = make("p", "formula", status, { title: COUNTS });
    this.note = make("p", "note", status);
    const line = make("div", "selection", status);
    this.chosen = make("span", "chosen", line);
    this.actions = make("span", "actions", line);
    button(this.actions, "Invert", "Select all other pixels", () => view.selection.invert());
    button(this.actions, "Clear", "Clear the selection (Esc)", () => view.selection.clear(), "clear");
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

  showNote(text) {
    tell(this.note, text);
  }

  showFormula(scene) {
    this.formula.innerHTML = diceFormula(scene);
  }
}

// Help that is there when it is asked for.
import { button, make } from "../dom.js";

export class Hint {
  constructor(parent, text) {
    if (!text) return;
    this.button = button(parent, "Hint", "How to do it", () => {
      this.button.hidden = true;
      this.text.hidden = false;
    });
    this.text = make("p", "hint", parent, { hidden: "", "aria-live": "polite" });
    this.text.textContent = text;
  }

  hide() {
    this.button?.remove();
    this.text?.remove();
  }
}

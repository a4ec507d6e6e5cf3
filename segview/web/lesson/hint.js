// Help that is there when it is asked for.
import { button, make } from "../dom.js";
import { tell } from "../saying.js";

export class Hint {
  constructor(parent, text) {
    if (!text) return;
    this.button = button(parent, "Hint", "How to do it", () => {
      this.button.hidden = true;
      this.text.hidden = false;
      tell(this.text, text);
    });
    this.text = make("p", "hint", parent, { hidden: "" });
  }

  hide() {
    this.button?.remove();
    this.text?.remove();
  }
}

// Buttons of which one is pressed; the arrow keys go from one to the next.
import { button, make } from "../dom.js";

export class Choice {
  /** `options` say per name what stands on its button and what helps; each button has its name as `data-<kind>`. */
  constructor(parent, kind, label, options, choose) {
    this.kind = kind;
    this.box = make("div", "choice", parent, { role: "radiogroup", "aria-label": label });
    this.box.addEventListener("keydown", (event) => this.go(event));
    this.buttons = Object.entries(options).map(([name, [text, help]]) => {
      const made = button(this.box, text, help, (event) => choose(name, event));
      made.dataset[kind] = name;
      made.setAttribute("role", "radio");
      return made;
    });
  }

  /** Show which is chosen. */
  show(name) {
    for (const made of this.buttons) {
      const chosen = made.dataset[this.kind] === name;
      made.setAttribute("aria-checked", String(chosen));
      made.tabIndex = chosen ? 0 : -1;
    }
  }

  offer(name, offered) {
    this.buttons.find((made) => made.dataset[this.kind] === name).hidden = !offered;
  }

  go(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const shown = this.buttons.filter((made) => made.checkVisibility());
    const next = shown.at((shown.indexOf(event.target) + by) % shown.length);
    next.click();
    next.focus();
  }
}

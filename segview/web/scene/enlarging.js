// In a narrow window the stage is small: a button makes it fill the window, another one or Esc makes it small again.
import { button } from "../dom.js";

export class Enlarging {
  constructor(view) {
    this.view = view;
    const { root } = view;
    button(root, "⤢", "Show the picture large", () => this.enlarge(true), "enlarge").ariaLabel = "Show the picture large";
    this.back = button(root, "", "Show what stands beneath again (Esc)", () => this.enlarge(false), "shrink");
    this.escape = ({ key }) => key === "Escape" && this.enlarge(false);
    window.addEventListener("keydown", this.escape);
  }

  enlarge(large) {
    const { stage } = this.view.layout;
    if ("large" in stage.dataset === large) return;
    stage.toggleAttribute("data-large", large);
    this.back.textContent = document.querySelector("[data-guide]") ? "✕ Back to the steps" : "✕ Back";
    if (!large) this.view.fingers.use(false); // the steps are scrolled next
    this.view.layout.refresh();
  }

  remove() {
    window.removeEventListener("keydown", this.escape);
  }
}

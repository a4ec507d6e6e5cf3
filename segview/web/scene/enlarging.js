// In a narrow window the stage is small: a tap on a picture makes it fill the window, a button or Esc makes it small again.
import { button } from "../dom.js";

const STILL = 8; // px that a tap may move
const DRAWS = ["brush", "label"]; // tools that act where one only presses

export class Enlarging {
  constructor(view) {
    this.view = view;
    const { root } = view;
    button(root, "⤢", "Show the picture large", () => this.enlarge(true), "enlarge").ariaLabel = "Show the picture large";
    button(root, "✕ Back to the steps", "Show the steps again (Esc)", () => this.enlarge(false), "shrink");
    root.addEventListener("pointerdown", (event) => this.press(event), { capture: true });
    root.addEventListener("click", (event) => this.tap(event));
    this.escape = ({ key }) => key === "Escape" && this.enlarge(false);
    window.addEventListener("keydown", this.escape);
  }

  onPicture({ target }) {
    return this.view.layout.small && target.closest(".picture .frame");
  }

  /** Where a tap makes the picture large, it does not draw too. */
  press(event) {
    this.from = [event.clientX, event.clientY];
    if (this.onPicture(event) && DRAWS.includes(this.view.tool)) event.stopPropagation();
  }

  tap(event) {
    if (!this.from || !this.onPicture(event)) return;
    const [x, y] = this.from;
    if (Math.hypot(event.clientX - x, event.clientY - y) < STILL) this.enlarge(true);
  }

  enlarge(large) {
    const { stage } = this.view.layout;
    if ("large" in stage.dataset === large) return;
    stage.toggleAttribute("data-large", large);
    this.view.layout.refresh();
  }

  remove() {
    window.removeEventListener("keydown", this.escape);
  }
}

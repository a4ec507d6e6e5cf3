// A tap: a pointer that goes down and up again on the spot.

const STILL = { mouse: 2, pen: 4, touch: 10 }; // px by which it may stray

export class Tapping {
  /** Call `tapped(event)` at each tap on a frame. `still` says whether the pointer pressed last has kept its place. */
  constructor(frame, tapped) {
    this.still = false;
    const on = (name, act) => frame.addEventListener(name, act, { capture: true });
    on("pointerdown", (event) => this.press(event));
    on("pointermove", (event) => this.follow(event));
    on("pointercancel", () => (this.still = this.pressed = false));
    on("pointerup", (event) => {
      this.follow(event);
      if (this.pressed && this.still) tapped(event);
      this.pressed = false;
    });
  }

  press({ isPrimary, button, clientX, clientY }) {
    this.pressed = this.still = isPrimary && button === 0;
    this.from = [clientX, clientY];
  }

  follow({ clientX, clientY, pointerType }) {
    if (!this.pressed) return;
    const [x, y] = this.from;
    if (Math.hypot(clientX - x, clientY - y) > STILL[pointerType]) this.still = false;
  }
}

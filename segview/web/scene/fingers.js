// What fingers do: one scrolls the page or draws, as the learner says; two zoom a panel, and move it or scroll.

/** Middle of two fingers and how far they are apart, or the place of one. */
function spanOf([{ clientX, clientY }, second = { clientX, clientY }]) {
  const [dx, dy] = [second.clientX - clientX, second.clientY - clientY];
  return { x: clientX + dx / 2, y: clientY + dy / 2, apart: Math.hypot(dx, dy) || 1 };
}

/** Scroll the nearest box around an element that has something left to show. */
function scroll(element, by) {
  for (let box = element; box; box = box.parentElement) {
    const before = box.scrollTop;
    box.scrollTop += by;
    if (box.scrollTop !== before) return;
  }
}

export class Fingers {
  constructor(view) {
    this.view = view;
    this.draws = false; // whether one finger draws
    this.gesture = null;
    const on = (name, act) => view.rows.addEventListener(name, act, { capture: true, passive: false });
    on("touchstart", (event) => this.press(event));
    on("touchmove", (event) => this.move(event));
    on("touchend", (event) => this.lift(event));
    on("touchcancel", (event) => this.lift(event));
  }

  use(draws) {
    this.draws = draws;
    this.view.root.toggleAttribute("data-drawing", draws);
    this.view.bar.fingers.show(draws ? "draw" : "move");
  }

  /** Somebody has chosen what to draw with: a finger that chose draws next. */
  ready({ pointerType }) {
    if (pointerType === "touch") this.use(true);
  }

  /** Whether what a pointer does in a panel is the business of its tools: a mouse or pen always, a finger if it draws. */
  mayDraw({ isPrimary, pointerType }) {
    return isPrimary && (pointerType !== "touch" || (this.draws && !this.gesture && this.view.tool !== "pan"));
  }

  /** Plotly knows one finger only, so it hears of none. */
  press(event) {
    const { touches, cancelable } = event;
    event.stopPropagation();
    const pans = this.draws && this.view.tool === "pan" && !event.target.closest("[data-handle]");
    const panel = this.view.panels.find(({ frame }) => frame.contains(touches[0].target));
    if ((touches.length < 2 && !pans) || !panel || !cancelable) return;
    if (touches.length > 1) {
      event.preventDefault();
      this.view.panels.forEach((one) => one.abort());
    }
    this.gesture = { panel, ...spanOf(touches) };
  }

  move(event) {
    if (!this.gesture) return;
    event.preventDefault();
    const { panel, ...before } = this.gesture;
    const now = spanOf(event.touches);
    panel.zoom(now.apart / before.apart, { clientX: now.x, clientY: now.y });
    if (panel.zoomed) panel.shift(now.x - before.x, now.y - before.y);
    else scroll(this.view.rows, before.y - now.y);
    this.gesture = { panel, ...now };
  }

  lift({ touches }) {
    if (touches.length < 2) this.gesture = null;
  }
}

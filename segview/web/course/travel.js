// Lets the pixel pointed at travel over the image by itself, until somebody touches the view.
import { mount } from "../mounting.js";
import { openViews } from "../scene/views.js";

const LAP = 40_000; // ms for the whole way, which then begins again
const TOUCHES = ["pointerenter", "pointerdown", "focusin"];
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

/** A way through all parts of an image, as shares of its height and width. */
const placeAt = (time) => {
  const angle = (2 * Math.PI * time) / LAP;
  return [0.5 + 0.42 * Math.sin(3 * angle), 0.5 - 0.46 * Math.cos(2 * angle)];
};

class Travel {
  constructor() {
    if (!calm.matches) this.frame = requestAnimationFrame((now) => this.go(now));
  }

  go(now) {
    this.frame = requestAnimationFrame((next) => this.go(next));
    const [view] = openViews;
    if (!view?.scene) return;
    if (view !== this.view) this.begin(view, now);
    const { height, width } = view.scene.shape;
    const [down, across] = placeAt(now - this.began);
    view.probe(Math.floor(down * height) * width + Math.floor(across * width));
  }

  begin(view, now) {
    this.view = view;
    this.began = now;
    for (const touch of TOUCHES) view.root.addEventListener(touch, () => this.remove(), { once: true });
  }

  remove() {
    cancelAnimationFrame(this.frame);
  }
}

export default (component) => mount(component, Travel);

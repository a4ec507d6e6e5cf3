// The numbers that a picture is made of, on its pixels, once these are wide enough.
import { make } from "../dom.js";
import { valueAt } from "./levels.js";

const SMALLEST = 8; // px: letters are never smaller, so that most images need not be measured
const SHARE = 0.3; // of the width of a pixel is the size of the letters, as in style.css
const LIGHT = 117; // of 255: on brighter pixels black is easier to read than white

export class Numbers {
  constructor(frame, canvas) {
    this.frame = frame;
    this.canvas = canvas;
    this.box = make("div", "numbers", frame, { "aria-hidden": "true" });
  }

  /** Show the values of the pixels that are in sight, or none. */
  show(array, { height, width }, { scale, x, y }) {
    if (!array || (SHARE * screen.width * scale) / width < SMALLEST) return void this.box.replaceChildren();
    const size = (this.frame.clientWidth * scale) / width;
    if (SHARE * size < parseFloat(getComputedStyle(this.box).fontSize)) return void this.box.replaceChildren();
    const [left, top] = [Math.floor(x * width), Math.floor(y * height)];
    const [right, bottom] = [(x + 1 / scale) * width, (y + 1 / scale) * height].map(Math.ceil);
    const [across, down] = [Math.min(width, right) - left, Math.min(height, bottom) - top];
    const { data } = this.canvas.getContext("2d").getImageData(left, top, across, down);
    this.frame.style.setProperty("--size", `${size}px`);
    this.box.replaceChildren();
    for (let n = 0; n < across * down; n++) {
      const [row, col] = [top + Math.floor(n / across), left + (n % across)];
      const light = 0.3 * data[4 * n] + 0.59 * data[4 * n + 1] + 0.11 * data[4 * n + 2];
      const number = make("span", light > LIGHT ? "dark" : "", this.box, { "data-at": `${row},${col}` });
      number.textContent = valueAt(array, row * width + col).toFixed(2);
      number.style.left = `${100 * ((col + 0.5) / width - x) * scale}%`;
      number.style.top = `${100 * ((row + 0.5) / height - y) * scale}%`;
    }
  }
}

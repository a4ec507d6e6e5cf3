// What is painted, over all pictures and among the dots of all plots.
import { make } from "../dom.js";
import { colourWord } from "./colours.js";

const WASH = 0.45; // of the colour inside of what is painted, which has a rim
const HALO = 0xcc000000; // around it, so that it is seen on its own colour, too
const RING = 0xffffffff;

const DOTS = 200; // ms from one time that dots are drawn to the next: pictures come first

const canvases = new WeakMap();

/** The canvas of a panel that lies over `beneath`, of this size; whether it is as it was. */
function canvasOf(panel, beneath, { width, height }) {
  if (!canvases.has(panel)) {
    canvases.set(panel, make("canvas", "painted", null, { "aria-hidden": "true" }));
    beneath.after(canvases.get(panel));
  }
  const canvas = canvases.get(panel);
  const fresh = canvas.width !== width || canvas.height !== height;
  if (fresh) Object.assign(canvas, { width, height });
  return { canvas, fresh };
}

const joined = (a, b) => (a ? a.map((end, i) => (i < 2 ? Math.min : Math.max)(end, b[i])) : b);

export class PaintLayers {
  constructor(view) {
    this.view = view;
    this.dirty = null; // what has to be drawn anew, in pixels of the picture
  }

  colour(classes) {
    this.words = classes.map(({ colour }) => colourWord(colour));
  }

  /** Labels have changed in a box of the whole image: draw that soon. */
  touch(painter, [top, left, bottom, right]) {
    const { step, shape, labels, shown, width } = painter.map;
    const within = (at, end) => Math.min(end, Math.max(0, at));
    const box = [Math.floor(top / step) - 1, Math.floor(left / step) - 1, Math.ceil(bottom / step) + 1, Math.ceil(right / step) + 1];
    const [t, l, b, r] = box.map((at, i) => within(at, i % 2 ? shape.width : shape.height));
    if (step > 1) for (let row = t; row < b; row++) for (let col = l; col < r; col++) shown[row * shape.width + col] = labels[row * step * width + col * step];
    this.dirty = joined(this.dirty, [t, l, b, r]);
    this.drawSoon(painter);
  }

  drawSoon(painter) {
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.draw(painter);
    });
  }

  /** Draw what has changed, and all of it where a panel has changed. */
  draw(painter) {
    const { view, dirty } = this;
    const { map, key } = painter;
    this.dirty = null;
    if (!map || !this.words) return;
    const all = [0, 0, map.shape.height, map.shape.width];
    const cut = (box) => (box[2] > box[0] && box[3] > box[1] ? { image: this.washed(map, box), at: box } : null);
    const part = dirty && cut(dirty);
    let whole;
    for (const picture of view.pictures) {
      const { canvas, fresh } = canvasOf(picture, picture.overlay?.canvas ?? picture.canvas, map.shape);
      canvas.hidden = !key || !picture.linked;
      if (canvas.hidden) continue;
      const known = fresh || canvas.words !== this.words.join() || canvas.map !== map ? (whole ??= cut(all)) : part;
      Object.assign(canvas, { words: this.words.join(), map });
      if (known) canvas.getContext("2d").putImageData(known.image, known.at[1], known.at[0]);
    }
    if (dirty) this.dots ??= setTimeout(() => this.placeAll(painter), DOTS);
  }

  placeAll(painter) {
    this.dots = null;
    this.view.plots.forEach((plot) => this.place(plot, painter));
  }

  /** A box of the picture: colours of labels, thin inside, and what is dark around them. */
  washed({ shown, shape: { height, width } }, [top, left, bottom, right]) {
    const image = new ImageData(right - left, bottom - top);
    const out = new Uint32Array(image.data.buffer);
    const thin = this.words.map((word) => ((Math.round(255 * WASH) << 24) | (word & 0xffffff)) >>> 0);
    for (let row = top, at = 0; row < bottom; row++) {
      for (let col = left, i = row * width + left; col < right; col++, i++, at++) {
        const label = shown[i];
        const a = col ? shown[i - 1] : label;
        const b = col < width - 1 ? shown[i + 1] : label;
        const c = row ? shown[i - width] : label;
        const d = row < height - 1 ? shown[i + width] : label;
        if (label >= 0) out[at] = (a === label && b === label && c === label && d === label ? thin : this.words)[label];
        else if (a >= 0 || b >= 0 || c >= 0 || d >= 0) out[at] = HALO;
      }
    }
    return image;
  }

  /** Larger dots with a ring, on top of all others. */
  place(plot, { map, key }) {
    const { dots, size } = plot;
    if (!dots || !map || !this.words) return;
    const { canvas } = canvasOf(plot, plot.canvas, plot.canvas);
    canvas.hidden = !key || Boolean(plot.spec.pinned) || dots.px.length !== map.shown.length || plot.spec.kind === "histogram";
    if (canvas.hidden) return;
    Object.assign(canvas.style, { width: plot.canvas.style.width, height: plot.canvas.style.height });
    const image = new ImageData(canvas.width, canvas.height);
    const out = new Uint32Array(image.data.buffer);
    const chosen = [];
    const n = map.shown.length;
    for (let s = 0, i = 0; s < n; s++, i = i + dots.stride >= n ? i + dots.stride - n : i + dots.stride) if (map.shown[i] >= 0) chosen.push(s, map.shown[i]);
    const inner = 2 * Math.max(size, 2);
    for (const [side, wordOf] of [[inner + 2, () => RING], [inner, (label) => this.words[label]]]) {
      for (let k = 0; k < chosen.length; k += 2) square(out, canvas, dots.px[chosen[k]], dots.py[chosen[k]], side, wordOf(chosen[k + 1]));
    }
    canvas.getContext("2d").putImageData(image, 0, 0);
  }
}

function square(out, { width, height }, x, y, side, word) {
  const [left, top] = [Math.max(0, x - (side >> 1)), Math.max(0, y - (side >> 1))];
  const [right, bottom] = [Math.min(width, x - (side >> 1) + side), Math.min(height, y - (side >> 1) + side)];
  for (let row = top; row < bottom && left < right; row++) out.fill(word, row * width + left, row * width + right);
}

// The brush that selects pixels: what a hand does with it in a picture, from where it is put down until it is lifted.
import { rounded } from "./simplifying.js";

/** Radius of this brush in image pixels, the same size on screen for every image. */
export const brushRadius = (width) => rounded(Math.max(3.5, width / 60), 1);

export class Brushing {
  constructor(picture, at, mode) {
    this.picture = picture;
    this.onto = picture.view.selection.now;
    this.mode = mode;
    this.way = [];
    this.extend(at);
  }

  /** Paint on to a place. */
  extend(at) {
    const { picture, way, mode, onto } = this;
    way.push(at);
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      picture.view.selection.draw({ kind: "brush", points: picture.drawn(way), radius: brushRadius(picture.shape[1]) }, { mode, onto });
    });
  }

  finish() {}

  /** Give up what is being painted. */
  abort() {
    cancelAnimationFrame(this.due);
    this.picture.view.selection.become(this.onto);
  }
}

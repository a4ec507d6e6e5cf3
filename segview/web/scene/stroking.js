// One stroke by hand, from where it is put down until it is lifted. It is painted as it travels: with as few corners as it needs, at whole pixels.
import { simplified } from "./simplifying.js";
import { MOST_STROKES, paintStroke } from "./strokes.js";

const PART = 100; // places, after which a long stroke goes on as another one, so that no more has to be painted anew

/** How far off a corner may be, in pixels: less is not seen at the rim of a brush. */
const toleranceOf = (radius) => Math.max(0.5, radius / 10);

export class Stroking {
  /** `painter.put(strokes, box)` shows them, where those before them stay as they are; `brush` is a label and a radius. */
  constructor(painter, brush) {
    this.painter = painter;
    this.brush = brush;
    this.before = painter.strokes;
    this.kept = painter.strokes; // with the parts of this one that are final
    this.base = painter.map.labels.slice(); // their labels
    this.way = [];
  }

  /** Go on to a place in a picture: column and row with fractions. */
  extend([x, y]) {
    const { step, shape } = this.painter.map;
    const pixel = (at, end) => step * Math.min(end - 1, Math.max(0, Math.floor(at)));
    const [row, column] = [pixel(y, shape.height), pixel(x, shape.width)];
    const last = this.way.at(-1);
    if (last && last[0] === row && last[1] === column) return;
    this.way.push([row, column]);
    this.due ??= requestAnimationFrame(() => this.paint());
  }

  paint() {
    cancelAnimationFrame(this.due);
    this.due = null;
    const { painter, brush, way, kept } = this;
    const stroke = { ...brush, points: brush.radius === null ? [way[0]] : simplified(way, toleranceOf(brush.radius)) };
    const former = this.box;
    if (former) this.restore(former);
    this.box = paintStroke(painter.map, stroke);
    painter.put([...kept, stroke], [former, this.box]);
    if (way.length < PART || kept.length > MOST_STROKES - 2) return;
    this.kept = painter.strokes;
    this.base.set(painter.map.labels);
    Object.assign(this, { way: [way.at(-1)], box: null });
  }

  /** Take away what was painted since the last part. */
  restore([top, left, bottom, right]) {
    const { labels, width } = this.painter.map;
    for (let row = top; row < bottom; row++) labels.set(this.base.subarray(row * width + left, row * width + right), row * width + left);
  }

  finish() {
    if (this.due) this.paint();
    this.painter.finish(this.before);
  }

  /** Give up what is being painted. */
  abort() {
    cancelAnimationFrame(this.due);
    this.painter.show(this.before);
    this.painter.finish(this.before);
  }
}

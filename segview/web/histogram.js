// A histogram: bars that are filled with the dots of their pixels. Outlines take whole bars.
import { Plot } from "./plot.js";
import { maskByRange, pileUp, wholeBins } from "./pure.js";

let piles = 0;

export class Histogram extends Plot {
  get colourings() {
    const { density, ...labels } = super.colourings;
    return labels;
  }

  get fixed() {
    return [1];
  }

  get draws() {
    return "box";
  }

  arrange(arrays, labels, classes) {
    const { x, width, ranges } = this.spec;
    if (arrays[x] === this.piled && labels === this.piledBy && width === this.width) return;
    const pile = pileUp(arrays[x], width, labels, classes);
    Object.assign(this, { piled: arrays[x], piledBy: labels, width });
    piles += 1;
    const along = (name) => ({ id: `${name} ${piles}`, levels: pile[name], low: 0, high: 1, top: 1 });
    [this.x, this.y] = [along("places"), along("ranks")];
    this.settle([ranges[0], [0, pile.highest * 1.04]]);
    this.project();
  }

  box([x0], [x1]) {
    const [from, to] = [x0, x1].map((x) => this.fromScreen(x, 0)[0]);
    const [left, right] = wholeBins(from, to, this.piled.low, this.width).map((border) => this.toScreen(border, 0)[0]);
    const [top, bottom] = [-2, this.high + 2];
    return [[left, top], [right, top], [right, bottom], [left, bottom]];
  }

  /** Bars can be finer than the dots of the screen: their dots are told apart by where they really lie. */
  maskOf([left, right]) {
    return maskByRange(this.x.levels, this.fromScreen(left, 0)[0], this.fromScreen(right, 0)[0]);
  }
}

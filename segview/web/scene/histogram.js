// A histogram: bars that are filled with the dots of their pixels, and densities over them. Outlines take whole bars.
import { pileUp, wholeBins } from "./bins.js";
import { Plot } from "./plot.js";
import { reachOf } from "./ranges.js";
import { scale } from "./scale.js";
import { rounded } from "./simplifying.js";

const DIGITS = 9; // of the borders of bins

let piles = 0;

export class Histogram extends Plot {
  get dense() {
    return false;
  }

  get fixed() {
    return [1];
  }

  get shape() {
    return { flattest: 3, tallest: 0.8 };
  }

  get draws() {
    return "box";
  }

  arrange(scene) {
    const { x, width, densities } = this.spec;
    const [across] = scene.local ? this.reach : reachOf(this, scene);
    const array = scene.arrays[x];
    const labels = scene.labels[this.colour] ?? scene.labels.truth;
    const same = array === this.piled && labels === this.piledBy && width === this.width && across.join() === this.reach[0].join();
    if (same && JSON.stringify(densities) === JSON.stringify(this.densities)) return;
    const pile = pileUp(array, width, labels, this.colour === "errors" ? scene.errors.length : scene.k);
    this.piled = array;
    this.piledBy = labels;
    this.width = width;
    this.densities = densities;
    piles += 1;
    const along = (name) => ({ id: `${name} ${piles}`, levels: pile[name], low: 0, high: 1, top: 1 });
    [this.x, this.y] = [along("places"), along("ranks")];
    const highest = Math.max(pile.highest, ...(densities?.heights ?? []).flat());
    this.settle([across, [0, highest * 1.04]]);
    this.project();
    this.drawDensities(scene);
  }

  async attachAxes(Plotly) {
    await super.attachAxes(Plotly);
    this.drawDensities(this.view.sceneOf(this));
  }

  /** Lines in the colours of their labels, and a broken white one for their sum; a dark rim parts all from the bars. */
  drawDensities({ classes }) {
    if (!this.axes.drawn || this.densities === this.shown) return;
    this.shown = this.densities;
    const { x, heights } = this.shown ?? { heights: [] };
    const line = (y, { width, ...style }) => ({ x, y, type: "scatter", mode: "lines", line: { ...style, width: width * scale() } });
    const rims = heights.map((y) => line(y, { color: "#000000", width: 5 }));
    const sum = heights.length - 1;
    const lines = heights.map((y, at) => line(y, at < sum ? { color: classes[at].colour, width: 2 } : { color: "#ffffff", width: 2, dash: "5px,5px" }));
    this.axes.addLines([...rims, ...lines]);
  }

  box([x0], [x1]) {
    const [from, to] = [x0, x1].map((x) => this.fromScreen(x, 0)[0]);
    const [left, right] = wholeBins(from, to, this.piled.low, this.width).map((border) => this.toScreen(border, 0)[0]);
    const [top, bottom] = [-2, this.high + 2];
    return [[left, top], [right, top], [right, bottom], [left, bottom]];
  }

  described([left, right]) {
    const [from, to] = [left, right].map((border) => rounded(this.fromScreen(border, 0)[0], DIGITS));
    return { kind: "between", x: this.spec.x, from, to };
  }
}

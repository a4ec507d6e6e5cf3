// Plots of all pairs of features: one of them large, the others as thumbnails to pick from.
import { make } from "../dom.js";

export class Matrix {
  constructor(parent, view) {
    this.view = view;
    this.box = make("div", "matrix", parent);
    this.shape = { flattest: 2, tallest: 1 };
  }

  get figure() {
    return this.picked.figure;
  }

  /** The plots in the order of a lower triangle; the first of two features is large at first. */
  take(plots) {
    this.plots = plots;
    const side = (Math.sqrt(8 * plots.length + 1) - 1) / 2;
    this.box.style.setProperty("--side", side);
    let [row, column] = [1, 1];
    for (const plot of plots) {
      plot.shrink();
      const { root } = plot.figure;
      root.style.setProperty("--row", row);
      root.style.setProperty("--column", column);
      root.addEventListener("click", () => this.pick(plot));
      root.addEventListener("keydown", (event) => event.key === "Enter" && this.pick(plot));
      [row, column] = column < row ? [row, column + 1] : [row + 1, 1];
    }
    this.pick(plots[1] ?? plots[0]);
  }

  pick(plot) {
    if (plot === this.picked) return;
    this.picked?.shrink();
    this.picked = plot;
    plot.enlarge();
  }
}

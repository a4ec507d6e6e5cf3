// Plots of all pairs of features: one of them large, the others as thumbnails to pick from.
import { make } from "../dom.js";
import { loadPlotly } from "./plotly.js";

const SHARE = 0.72; // of the width that the large one has, as in style.css

export class Matrix {
  constructor(parent, view) {
    this.view = view;
    this.box = make("div", "matrix", parent);
    this.shape = { flattest: 2.4, tallest: 1.2 };
  }

  get captionWidth() {
    return this.picked.captionWidth / SHARE;
  }

  /** The plots in the order of a lower triangle; the first of two features is large at first. */
  take(plots) {
    this.plots = plots;
    const side = (Math.sqrt(8 * plots.length + 1) - 1) / 2;
    this.box.style.setProperty("--side", side);
    let [row, column] = [1, 1];
    for (const plot of plots) {
      shrink(plot);
      const { root } = plot.figure;
      root.style.setProperty("--row", row);
      root.style.setProperty("--column", column);
      root.addEventListener("click", () => this.pick(plot));
      root.addEventListener("keydown", (event) => this.press(plot, event));
      [row, column] = column < row ? [row, column + 1] : [row + 1, 1];
    }
    this.first = plots[1] ?? plots[0];
    this.pick(this.first);
  }

  /** A thumbnail is a button; what becomes large keeps the focus. */
  press(plot, event) {
    if (!plot.thumbnail || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    this.pick(plot);
    plot.figure.root.querySelector("button:not([hidden])").focus();
  }

  pick(plot) {
    if (plot === this.picked) return;
    if (this.picked) shrink(this.picked);
    this.picked = plot;
    this.enlarge(plot);
    this.nameThumbnails();
  }

  /** Say what one sees when one picks it. */
  nameThumbnails() {
    for (const { thumbnail, figure, name } of this.plots) {
      if (thumbnail) Object.assign(figure.root, { title: name, ariaLabel: `Show large: ${name}` });
    }
  }

  async enlarge(plot) {
    const { root } = plot.figure;
    root.classList.remove("thumbnail");
    ["role", "tabindex", "aria-label", "title"].forEach((name) => root.removeAttribute(name));
    plot.frame.dataset.panel = plot.spec.kind;
    plot.axes.makeRoom();
    plot.attachAxes(await loadPlotly(this.view.data.plotly));
  }
}

function shrink(plot) {
  const { root } = plot.figure;
  root.classList.add("thumbnail");
  root.setAttribute("role", "button");
  root.tabIndex = 0;
  delete plot.frame.dataset.panel;
  plot.axes.remove();
  plot.axes.makeRoom();
}

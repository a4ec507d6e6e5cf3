// Things to grab in a plot: threshold lines, and the crosses of centres.
import { send } from "./bus.js";
import { make } from "./panels.js";

export class Handles {
  constructor(view) {
    this.view = view;
    this.lines = new WeakMap();
    this.crosses = new WeakMap();
  }

  place(plot, values) {
    const { rule, centres } = this.view.data;
    if (rule && plot.spec.x === rule.feature) this.placeLines(plot, rule, values);
    if (plot.spec.kind === "scatter" && plot.spec.centres) this.placeCentres(plot, centres ?? []);
  }

  placeLines(plot, rule, values) {
    if (!this.lines.has(plot)) {
      this.lines.set(plot, rule.controls.map((key) => this.makeLine(plot, key)));
    }
    this.lines.get(plot).forEach((line, i) => {
      const value = values[rule.controls[i]];
      const [left] = plot.toScreen(value, 0);
      line.style.left = `${left}px`;
      line.hidden = left < 0 || left > plot.wide;
      line.firstChild.textContent = value.toFixed(2);
    });
  }

  makeLine(plot, key) {
    const line = make("div", "cut", plot.overlay, { "data-handle": key });
    make("span", "", line);
    line.addEventListener("pointerdown", (event) => {
      line.setPointerCapture(event.pointerId);
      event.stopPropagation();
      line.dragging = true;
    });
    const report = (event, final) => {
      const { step, low, high } = this.view.data.steps[key];
      const [x] = plot.toData(event.clientX - plot.overlay.getBoundingClientRect().left, 0);
      const value = Math.min(high, Math.max(low, Math.round(x / step) * step));
      send("set", { key, value: Number(value.toFixed(6)), final });
    };
    line.addEventListener("pointermove", (event) => line.dragging && report(event, false));
    line.addEventListener("pointerup", (event) => {
      line.dragging = false;
      report(event, true);
    });
    return line;
  }

  placeCentres(plot, centres) {
    if (!this.crosses.has(plot)) this.crosses.set(plot, []);
    const crosses = this.crosses.get(plot);
    while (crosses.length < centres.length) crosses.push(make("div", "centre", plot.overlay));
    crosses.forEach((cross, c) => {
      cross.hidden = c >= centres.length;
      if (cross.hidden) return;
      const [x, y] = [plot.spec.x, plot.spec.y].map((name) => centres[c].at[name]);
      const [left, top] = plot.toScreen(x, y);
      cross.style.transform = `translate(${left}px, ${top}px)`;
      cross.style.setProperty("--colour", centres[c].colour);
      cross.title = centres[c].name;
    });
  }
}

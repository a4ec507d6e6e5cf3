// Things to grab in a plot: threshold lines, and centres.
import { make } from "../dom.js";
import { send } from "../events.js";
import { formatPoints } from "./points.js";
import { scale } from "./scale.js";
import { modeOf } from "./selection.js";

const ROOM = 60; // px that the number beside a line needs
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Report every move of a grip; with Shift or Alt the pointer selects instead. */
function draggable(grip, report) {
  grip.addEventListener("pointerdown", (event) => {
    if (event.button || modeOf(event)) return;
    grip.setPointerCapture(event.pointerId);
    event.stopPropagation();
    grip.dragging = true;
  });
  grip.addEventListener("pointermove", (event) => grip.dragging && report(event));
  for (const end of ["pointerup", "pointercancel"]) {
    grip.addEventListener(end, (event) => {
      if (grip.dragging) report(event);
      grip.dragging = false;
    });
  }
}

export class Handles {
  constructor(view) {
    this.view = view;
    this.lines = new WeakMap();
    this.crosses = new WeakMap();
  }

  place(plot, scene) {
    if (plot.spec.pinned) return;
    const { rule, values } = scene;
    const cut = rule && rule.kind !== "centres" && plot.spec.x === rule.feature;
    this.placeLines(plot, cut ? rule.controls : [], values);
    this.placeCentres(plot, scene);
  }

  placeLines(plot, keys, values) {
    if (!this.lines.has(plot)) this.lines.set(plot, new Map());
    const lines = this.lines.get(plot);
    for (const [key, line] of lines) line.hidden = !keys.includes(key);
    for (const key of keys) {
      if (!lines.has(key)) lines.set(key, this.makeLine(plot, key));
      const line = lines.get(key);
      const value = values[key];
      const [left] = plot.toScreen(value, 0);
      line.style.left = `${left}px`;
      line.hidden = left < 0 || left > plot.wide;
      line.classList.toggle("flip", left > plot.wide - ROOM * scale());
      line.firstChild.textContent = value.toFixed(2);
    }
  }

  makeLine(plot, key) {
    const line = make("div", "cut", plot.overlay, { "data-handle": key });
    make("span", "", line);
    draggable(line, (event) => {
      const { step, low, high } = this.view.scene.controls[key];
      const value = Math.min(high, Math.max(low, Math.round(plot.toData(event)[0] / step) * step));
      send("set", { key, value: Number(value.toFixed(6)) });
    });
    return line;
  }

  placeCentres(plot, { rule, featureNames, centres: all }) {
    const centres = plot.spec.centres ? all : [];
    if (!this.crosses.has(plot)) this.crosses.set(plot, []);
    const crosses = this.crosses.get(plot);
    while (crosses.length < centres.length) crosses.push(this.makeCentre(plot, crosses.length));
    crosses.forEach((cross, c) => {
      cross.hidden = c >= centres.length;
      if (cross.hidden) return;
      const at = [plot.spec.x, plot.spec.y].map((name) => centres[c].at[featureNames.indexOf(name)]);
      if (plot.spec.kind === "histogram") at[1] = (plot.ranges[1][0] + plot.ranges[1][1]) / 2;
      cross.style.transform = `translate(${plot.toScreen(...at).join("px, ")}px)`;
      cross.style.setProperty("--colour", centres[c].colour);
      cross.title = centres[c].name;
      cross.setAttribute("aria-label", centres[c].name);
      const fixed = rule?.kind !== "centres";
      cross.classList.toggle("fixed", fixed);
      cross.tabIndex = fixed ? -1 : 0;
    });
  }

  makeCentre(plot, c) {
    const cross = make("div", "centre", plot.overlay, { "data-handle": `centre-${c}` });
    draggable(cross, (event) => this.moveCentre(plot, c, () => plot.toData(event)));
    cross.addEventListener("keydown", (event) => {
      const [right, up] = STEPS[event.key] ?? [];
      if (right === undefined) return;
      event.preventDefault();
      const by = event.shiftKey ? 0.1 : 0.01;
      const [[x0, x1], [y0, y1]] = plot.ranges;
      this.moveCentre(plot, c, ([x, y]) => [x + right * by * (x1 - x0), y + up * by * (y1 - y0)]);
    });
    return cross;
  }

  /** Move a centre to where `where` takes its place in a plot. */
  moveCentre(plot, c, where) {
    const { rule, featureNames, centres } = this.view.scene;
    if (rule?.kind !== "centres") return;
    const points = centres.map(({ at }) => [...at]);
    const axes = [plot.spec.x, plot.spec.y].map((name) => featureNames.indexOf(name));
    const place = where(axes.map((axis) => points[c][axis]));
    axes.forEach((axis, i) => axis >= 0 && (points[c][axis] = place[i]));
    for (const [key, value] of Object.entries(rule.also)) send("set", { key, value });
    send("set", { key: rule.controls[0], value: formatPoints(points) });
  }
}

// Things to grab in a plot: threshold lines, and centres.
import { make, setAttributes } from "../dom.js";
import { send } from "../events.js";
import { formatPoints } from "./points.js";
import { scale } from "./scale.js";
import { modeOf } from "./selection.js";

const ROOM = 60; // px that the number beside a line needs
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** How far an arrow key with or without Shift moves a handle, in steps to the right and up; null for other keys. */
function stepsOf({ key, shiftKey }) {
  const by = shiftKey ? 10 : 1;
  return STEPS[key]?.map((steps) => steps * by) ?? null;
}

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

/** A centre has a place along each axis; one that the learner cannot move is a sign. */
function nameCentre(cross, { spec, ranges, name: plot }, { name, at }, featureNames, fixed) {
  const axes = [spec.x, spec.y].map((feature) => featureNames.indexOf(feature));
  const place = axes.flatMap((axis, i) => (axis < 0 ? [] : [`${spec.titles[i]} ${at[axis].toFixed(2)}`])).join(", ");
  const [low, high] = ranges[0];
  if (fixed) setAttributes(cross, { role: "img", "aria-label": `${name} in ${plot}: ${place}` });
  else setAttributes(cross, { role: "slider", "aria-label": `${name} in ${plot}`, "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": at[axes[0]], "aria-valuetext": place });
}

export class Handles {
  constructor(view) {
    this.view = view;
    this.lines = new WeakMap();
    this.crosses = new WeakMap();
  }

  place(plot, scene) {
    if (plot.spec.pinned) return;
    const { rule } = scene;
    const cut = rule && rule.kind !== "centres" && plot.spec.x === rule.feature;
    this.placeLines(plot, cut ? rule.controls : [], scene);
    this.placeCentres(plot, scene);
  }

  placeLines(plot, keys, { values, controls }) {
    if (!this.lines.has(plot)) this.lines.set(plot, new Map());
    const lines = this.lines.get(plot);
    const room = ROOM * scale(); // read before anything is written
    for (const [key, line] of lines) line.hidden = !keys.includes(key);
    for (const key of keys) {
      if (!lines.has(key)) lines.set(key, this.makeLine(plot, key));
      const line = lines.get(key);
      const value = values[key];
      const { label, low, high, digits } = controls[key];
      setAttributes(line, { "aria-label": `${label} in ${plot.name}`, "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": value, "aria-valuetext": value.toFixed(digits) });
      const [left] = plot.toScreen(value, 0);
      line.style.left = `${left}px`;
      line.hidden = left < 0 || left > plot.wide;
      line.classList.toggle("flip", left > plot.wide - room);
      line.firstChild.textContent = value.toFixed(2);
    }
  }

  makeLine(plot, key) {
    const line = make("div", "cut", plot.overlay, { "data-handle": key, role: "slider", tabindex: 0 });
    make("span", "", line);
    draggable(line, (event) => this.moveLine(key, plot.toData(event)[0]));
    line.addEventListener("keydown", (event) => {
      const steps = stepsOf(event);
      if (!steps) return;
      event.preventDefault();
      const { values, controls } = this.view.scene;
      this.moveLine(key, values[key] + (steps[0] + steps[1]) * controls[key].step);
    });
    return line;
  }

  moveLine(key, to) {
    const { step, low, high } = this.view.scene.controls[key];
    const value = Math.min(high, Math.max(low, Math.round(to / step) * step));
    send("set", { key, value: Number(value.toFixed(6)) });
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
      const fixed = rule?.kind !== "centres";
      cross.classList.toggle("fixed", fixed);
      cross.tabIndex = fixed ? -1 : 0;
      nameCentre(cross, plot, centres[c], featureNames, fixed);
    });
  }

  makeCentre(plot, c) {
    const cross = make("div", "centre", plot.overlay, { "data-handle": `centre-${c}` });
    draggable(cross, (event) => this.moveCentre(plot, c, () => plot.toData(event)));
    cross.addEventListener("keydown", (event) => {
      const steps = stepsOf(event);
      if (!steps) return;
      event.preventDefault();
      const [right, up] = steps.map((by, axis) => (by / 100) * (plot.ranges[axis][1] - plot.ranges[axis][0]));
      this.moveCentre(plot, c, ([x, y]) => [x + right, y + up]);
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

// An image panel: one canvas pixel per image pixel, with the view's shared lens over it.
import { make } from "../dom.js";
import { Brushing } from "./brushing.js";
import { fade, greyWordsOf } from "./colours.js";
import { samePixels } from "./comparing.js";
import { describeDice } from "./descriptions.js";
import { Footprint } from "./footprint.js";
import { labelPixel, marksOf } from "./labelling.js";
import { Numbers } from "./numbers.js";
import { makeSvg, movesOf, Outline } from "./outline.js";
import { Overlay } from "./overlay.js";
import { paintImage } from "./painting.js";
import { figure } from "./panel.js";
import { modeOf } from "./selection.js";
import { rounded, simplified } from "./simplifying.js";
import { namePicture } from "./spoken.js";
import { Swipe } from "./swipe.js";
import { Tapping } from "./tapping.js";
import { onZoom } from "./wheel.js";

const FINE = 500; // parts of its width, in which what is drawn in an image that is not zoomed has its corners

const PRESSED = ["brush", "eraser", "bucket", "label"]; // tools that act where one only presses

export class Picture {
  constructor(parent, spec, view) {
    this.spec = spec;
    this.view = view;
    this.figure = figure(parent, "picture");
    if (spec.name === "result") this.buildGauge();
    this.frame = make("div", "frame", this.figure.root);
    this.layer = make("div", "layer", this.frame);
    this.canvas = make("canvas", "", this.layer, { "data-panel": spec.pinned ? "pinned" : spec.name, role: "img" });
    if (spec.name === "image" && !spec.pinned) this.overlay = new Overlay(this);
    this.numbers = new Numbers(this.frame, this.canvas);
    this.mark = make("div", "mark", this.frame);
    this.tapping = new Tapping(this.frame, (event) => this.tap(event));
    this.outline = new Outline(this.frame, this.layer, this);
    this.marks = makeSvg("g", this.outline.svg);
    this.footprint = new Footprint(this.outline.svg);
    if (spec.name === "result" && !spec.pinned) this.swipe = new Swipe(this);
    this.frame.addEventListener("pointermove", (event) => this.move(event));
    this.frame.addEventListener("pointerdown", (event) => this.press(event));
    this.frame.addEventListener("pointerup", () => this.release());
    this.frame.addEventListener("pointercancel", () => this.abort());
    this.frame.addEventListener("pointerleave", () => this.outline.path || view.leave());
    onZoom(this.frame, (factor, at) => this.zoom(factor, at));
    this.frame.addEventListener("dblclick", () => view.lens.reset());
  }

  buildGauge() {
    this.gauge = make("div", "gauge", this.figure.root, { role: "img" });
    make("i", "fill", this.gauge);
    make("i", "ceiling", this.gauge);
  }

  follow(spec) {
    this.spec = spec;
    this.figure.entitle(spec.title);
  }

  /** Take part only in scenes that have what this shows. */
  offer(scene) {
    const { name } = this.spec;
    this.figure.root.hidden = !scene?.labels[name] && !(scene && this.numbersOf(scene)) && !this.awaits(scene);
    this.swipe?.offer(scene);
    if (scene) this.overlay?.offer(scene);
    if (name === "result" && scene) this.showDice(scene);
  }

  /** Whether it has its place already, and nothing to show until enough is painted for a result: then nothing moves beneath the brush. */
  awaits(scene) {
    const { name } = this.spec;
    return Boolean(scene?.painting) && !scene.labels.result && !scene.labels[name] && !this.numbersOf(scene);
  }

  /** The feature that it shows, where it shows no labels. */
  numbersOf({ arrays, features }) {
    const name = this.spec.name === "image" ? "intensity" : this.spec.name;
    return features[name] && arrays[name];
  }

  paint(scene) {
    const { name } = this.spec;
    if (this.figure.root.hidden) return;
    const labels = scene.labels[name];
    const array = this.numbersOf(scene);
    this.linked = samePixels(scene, this.view.scene);
    this.frame.dataset.awaits = name === "result" && this.awaits(scene) ? scene.hint : "";
    if (this.awaits(scene)) return this.paintNothing(scene);
    const words = labels ? this.wordsOf(scene) : greyWordsOf(array.top);
    const selected = this.linked ? this.view.selection.mask : null;
    this.paintLevels(scene.shape, labels ?? array.levels, words, selected, labels ? this.patternsOf(scene, name) : null);
    this.canvas.setAttribute("aria-label", namePicture(scene, this.spec, array));
    this.swipe?.paint(scene);
    this.showNumbers();
  }

  paintNothing({ shape, hint }) {
    this.paintLevels(shape, new Uint8Array(shape.height * shape.width), [0], null, null);
    this.canvas.setAttribute("aria-label", `${this.spec.title}. ${hint}`);
  }

  /** Patterns of the labels with this name, where they are wanted. */
  patternsOf({ palette }, name) {
    return this.view.patterns ? (palette[name] ?? palette.labels).patterns : null;
  }

  /** Colours of the labels shown; hidden classes are as dark as regions behind dots. */
  wordsOf({ palette }) {
    const { hidden } = this.view;
    const own = palette[this.spec.name];
    if (own) return own.words;
    return hidden.size ? palette.labels.words.map((word, label) => (hidden.has(label) ? palette.labels.regions[label] : word)) : palette.labels.words;
  }

  paintLevels({ height, width }, levels, words, selection, patterns) {
    this.shape = [height, width];
    const look = [levels, words, selection, patterns];
    if (this.look?.every((part, i) => part === look[i])) return;
    this.look = look;
    this.figure.root.style.setProperty("--ratio", width / height);
    this.outline.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    paintImage(this.canvas, { levels, height, width }, words, selection || patterns ? fade(words) : null, selection, patterns);
  }

  shows(labels) {
    return this.spec.name === labels || this.overlay?.name === labels;
  }

  /** Squares on the pixels that the learner labelled. */
  showMarks(scene) {
    const { classes, step } = scene;
    this.marks.replaceChildren();
    for (const [row, col, label] of marksOf(scene)) {
      const fill = classes[label]?.colour ?? "none";
      makeSvg("rect", this.marks, { x: col / step - 1.5, y: row / step - 1.5, width: 4, height: 4, fill });
    }
  }

  showDice(scene) {
    const { dice, ceiling } = scene;
    const text = describeDice(scene);
    this.figure.value.textContent = text;
    this.gauge.hidden = !text;
    this.gauge.style.setProperty("--dice", Number.isFinite(dice) ? dice : 0);
    this.gauge.lastChild.hidden = ceiling === null;
    if (ceiling !== null) this.gauge.style.setProperty("--best", ceiling);
    const best = ceiling === null ? "" : `; the best that any rule on these features can reach is about ${ceiling.toFixed(2)}`;
    this.gauge.title = text + best;
    this.gauge.setAttribute("aria-label", text + best);
  }

  /** Position under the pointer in columns and rows, with fractions. */
  place(event) {
    const [height, width] = this.shape;
    const area = this.canvas.getBoundingClientRect();
    return [((event.clientX - area.left) / area.width) * width, ((event.clientY - area.top) / area.height) * height];
  }

  pixelAt([x, y]) {
    const [height, width] = this.shape;
    return [Math.min(height - 1, Math.max(0, Math.floor(y))), Math.min(width - 1, Math.max(0, Math.floor(x)))];
  }

  move(event) {
    if (!this.linked || !this.view.fingers.mayDraw(event)) return;
    if (this.pan) return this.shift(event.movementX, event.movementY);
    const [row, col] = this.pixelAt(this.place(event));
    this.view.probe(row * this.shape[1] + col);
    if (this.hand) for (const move of movesOf(event)) this.hand.extend(this.place(move));
  }

  press(event) {
    if (event.button !== 0 || !this.linked || !this.view.fingers.mayDraw(event)) return;
    const { tool, painter, scene, bar } = this.view;
    const at = this.place(event);
    if (tool === "label") labelPixel(scene, ...this.pixelAt(at), bar.labelChosen);
    else if (tool === "lasso" || tool === "box") this.outline.begin(event);
    else {
      this.frame.setPointerCapture(event.pointerId);
      this.pan = tool === "pan";
      if (!this.pan) this.hand = painter.on ? painter.begin(at) : new Brushing(this, at, modeOf(event));
    }
  }

  /** What was drawn, as exactly as somebody sees it at this zoom. */
  drawn(points) {
    return simplified(points, this.shape[1] / FINE / this.view.lens.scale).map((point) => point.map((at) => rounded(at, 1)));
  }

  release() {
    this.pan = false;
    this.hand?.finish();
    this.hand = null;
  }

  /** Give up what is being drawn. */
  abort() {
    this.outline.forget();
    this.pan = false;
    this.hand?.abort();
    this.hand = null;
  }

  /** Mark a pixel, unless the tool does something with it. */
  tap(event) {
    if (!this.linked || (PRESSED.includes(this.view.tool) && this.view.fingers.mayDraw(event))) return;
    const [row, col] = this.pixelAt(this.place(event));
    this.view.keep(row * this.shape[1] + col);
  }

  get draws() {
    return this.view.tool;
  }

  /** The box between two places, in whole pixels. */
  box(first, last) {
    const [r0, c0] = this.pixelAt(first);
    const [r1, c1] = this.pixelAt(last);
    const [left, right, top, bottom] = [Math.min(c0, c1), Math.max(c0, c1) + 1, Math.min(r0, r1), Math.max(r0, r1) + 1];
    return [[left, top], [right, top], [right, bottom], [left, bottom]];
  }

  outlined(xs, ys, mode) {
    const shape = this.view.tool === "lasso"
      ? { kind: "outline", points: this.drawn(xs.map((x, n) => [x, ys[n]])) }
      : { kind: "box", rows: [ys[0], ys[2] - 1], columns: [xs[0], xs[1] - 1] };
    this.view.selection.draw(shape, { mode });
  }

  get zoomed() {
    return this.view.lens.scale > 1;
  }

  zoom(factor, { clientX, clientY }) {
    const area = this.canvas.getBoundingClientRect();
    this.view.lens.zoomAt(factor, (clientX - area.left) / area.width, (clientY - area.top) / area.height);
  }

  /** Move what is seen through the lens by so many px. */
  shift(right, down) {
    const { scale, x, y } = this.view.lens;
    const area = this.frame.getBoundingClientRect();
    this.view.lens.set(scale, x - right / area.width / scale, y - down / area.height / scale);
  }

  showLens({ scale, x, y }) {
    this.layer.style.setProperty("--scale", scale);
    this.layer.style.transform = `scale(${scale}) translate(${-100 * x}%, ${-100 * y}%)`;
    this.swipe?.place();
    this.showNumbers();
  }

  showNumbers() {
    const scene = this.view.sceneOf(this);
    if (scene && this.shape) this.numbers.show(this.numbersOf(scene), scene.shape, this.view.lens);
  }

  showMark(index) {
    const shown = index >= 0 && this.linked;
    this.footprint.show({ ...this.view.scene, ...this.view.painter.footprint }, shown ? index : -1);
    this.mark.style.display = shown ? "block" : "none";
    if (!shown) return;
    const [height, width] = this.shape;
    const { scale, x, y } = this.view.lens;
    const col = index % width;
    const row = (index - col) / width;
    this.mark.style.left = `${100 * ((col + 0.5) / width - x) * scale}%`;
    this.mark.style.top = `${100 * ((row + 0.5) / height - y) * scale}%`;
  }
}

// What the learner paints: strokes, kept in a control, with a way back; their labels, and how the scene follows them.
import { listen, send } from "../events.js";
import { isForPage, isTyped } from "../keys.js";
import { say } from "../saying.js";
import { PaintLayers } from "./paintlayers.js";
import { isFollowed } from "./screens.js";
import { isSought } from "./seeking.js";
import { paintStroke, MOST_STROKES, strokesOf, strokesText, UNLABELLED } from "./strokes.js";
import { Stroking } from "./stroking.js";

const PACE = 300; // ms between two results that are asked for during a stroke
const BACK = 200; // steps that can be undone
const FULL = `There are ${MOST_STROKES.toLocaleString("en")} strokes, and no more can be kept. Clear them, or undo some.`;
const SIZES = { "[": -1, "]": 1 };

export class Painter {
  constructor(view) {
    this.view = view;
    this.on = false; // whether tools paint; otherwise they select
    this.label = 0;
    this.layers = new PaintLayers(view);
    this.others = new Map(); // strokes of images that were on screen before
    Object.assign(this, { key: null, map: null, strokes: [], text: "", awaited: null, past: [], future: [] });
    this.stop = listen("moved", ({ key, value }) => key === this.key && value !== this.text && this.hear(value));
  }

  /** Paint or select. */
  use(on) {
    this.on = on;
    this.view.root.toggleAttribute("data-painting", on);
    this.view.useTool(on ? "brush" : "lasso");
    this.view.bar.showWork(this.view.scene);
    this.view.bar.palette.show();
  }

  // From the scene and from controls

  follow(scene) {
    const { painting, shape, step, width, pixels } = scene;
    const untaught = Boolean(painting) && !scene.labels.result;
    const begins = painting && (!this.key || (untaught && !this.untaught));
    const before = JSON.stringify(this.map?.is);
    this.key = painting;
    const is = { shape, step, width, height: pixels / width };
    if (painting && JSON.stringify(is) !== before) this.spread(is);
    if (painting) this.turn(scene.state.image, scene.values[painting]);
    if (painting) this.compare(scene.values[painting]);
    this.untaught = untaught;
    if (begins) this.use(!isSought());
    else if (!painting && this.on) this.use(false);
    this.view.bar.showWork(scene);
    this.view.bar.palette.follow(scene);
    this.layers.colour(scene.classes);
    this.layers.drawSoon(this); // panels have taken the scene then
  }

  /** An image of another size, and a brush whose size suits it. */
  spread(is) {
    const { width, height, step, shape } = is;
    this.most = Math.max(15, Math.round(width / 20));
    this.radius = Math.max(1.5, Math.round(width / 80));
    const labels = new Int8Array(width * height);
    const shown = step === 1 ? labels : new Int8Array(shape.width * shape.height);
    this.map = { is, labels, width, height, shown, step, shape };
    this.show(this.strokes);
  }

  /** What is painted stays with its image: another one begins without, and the first finds it again. */
  turn(image, text) {
    const before = this.image;
    this.image = image;
    if (before === undefined || before === image) return;
    this.others.set(before, this.strokes);
    Object.assign(this, { past: [], future: [] });
    if (text !== this.text) return;
    this.show(this.others.get(image) ?? []);
    this.tell();
  }

  /** Take what the scene says, unless that is older than what is here. */
  compare(text) {
    if (this.awaited === text) this.awaited = null;
    else if (this.awaited === null && text !== this.text) this.hear(text);
  }

  /** Somebody else has set the control. */
  hear(text) {
    this.awaited = null;
    if (text === undefined) return; // its default, which comes with the scene
    this.text = text;
    this.remember(this.strokes);
    this.show(strokesOf(text) ?? []);
  }

  // Strokes

  /** Begin with the tool at a place in a picture; gives what goes on with it, or nothing. */
  begin(at) {
    const { tool, root, status } = this.view;
    root.focus({ preventScroll: true }); // its keys undo
    if (this.strokes.length >= MOST_STROKES) return status.showNote(FULL);
    const label = tool === "eraser" ? UNLABELLED : this.label;
    this.hand = new Stroking(this, { label, radius: tool === "bucket" ? null : this.radius });
    this.hand.extend(at);
    return this.hand;
  }

  /** A single touch of a pixel of the picture. */
  dab(row, column) {
    this.begin([column, row])?.finish();
    say("painted", this.told);
  }

  /** Show what is painted among the dots of a plot. */
  place(plot) {
    this.layers.place(plot, this);
  }

  /** What the tool reaches around the pixel pointed at, to be drawn there. */
  get footprint() {
    return this.on && ["brush", "eraser"].includes(this.view.tool) ? { footprint: { kind: "circle", radius: this.radius } } : {};
  }

  get told() {
    return `${this.strokes.length} ${this.strokes.length === 1 ? "stroke" : "strokes"} painted`;
  }

  /** Have these strokes, whose labels are there, and have changed in these boxes. */
  put(strokes, boxes) {
    this.strokes = strokes;
    boxes.filter(Boolean).forEach((box) => this.layers.touch(this, box));
    this.later ??= setTimeout(() => this.tell(), PACE);
  }

  /** Have these strokes. */
  show(strokes) {
    this.strokes = strokes;
    const { map } = this;
    if (!map) return;
    map.labels.fill(UNLABELLED);
    for (const stroke of strokes) paintStroke(map, stroke);
    this.layers.touch(this, [0, 0, map.height, map.width]);
  }

  /** A stroke is over; before it there were others. */
  finish(before) {
    this.hand = null;
    if (this.strokes !== before) this.remember(before);
    this.tell();
  }

  remember(before) {
    this.past = [...this.past.slice(-BACK), before];
    this.future = [];
    this.view.bar.palette.show();
  }

  // What the tool bar and keys do

  undo() {
    this.step(this.past, this.future);
  }

  redo() {
    this.step(this.future, this.past);
  }

  step(from, to) {
    if (this.hand || !from.length) return;
    to.push(this.strokes);
    this.show(from.pop());
    this.tell();
    this.view.bar.palette.show();
    say("painted", this.told);
  }

  /** Have these strokes instead. */
  replace(strokes) {
    if (this.hand) return;
    this.remember(this.strokes);
    this.show(strokes);
    this.tell();
  }

  resize(by) {
    this.radius = Math.min(this.most, Math.max(0.5, this.radius + by / 2));
    this.view.bar.palette.show();
    this.view.probe(this.view.probed);
  }

  /** Whether it takes a pressed key. */
  press(event) {
    if (!this.on || isTyped(event)) return false;
    const { key, shiftKey } = event;
    const letter = key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (letter === "z" || letter === "y")) (shiftKey || letter === "y" ? this.redo() : this.undo());
    else if (SIZES[key] && isForPage(event)) this.resize(SIZES[key]);
    else return false;
    event.preventDefault();
    return true;
  }

  /** Let the result follow: during a stroke the picture alone, at its end all that hangs on the control. */
  tell() {
    clearTimeout(this.later);
    this.later = null;
    const value = strokesText(this.strokes);
    if (value !== this.text) this.text = this.awaited = value;
    send(this.hand && isFollowed(this.key) ? "moved" : "set", { key: this.key, value });
  }

  remove() {
    clearTimeout(this.later);
    this.stop();
  }
}

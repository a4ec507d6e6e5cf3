// What lies over the image, as the learner chooses: labels, or where a classifier is uncertain.
import { dropDown, make } from "../dom.js";
import { fade, glowWordsOf } from "./colours.js";
import { paintImage } from "./painting.js";
import { knows } from "./scene.js";

const OFFERED = { "": "plain", truth: "+ truth", result: "+ result", errors: "+ errors", uncertainty: "+ uncertainty" };
const STRENGTH = { errors: 0.75, uncertainty: 0.75 }; // at first: of errors, which have more colours, and of a glow, which is thin by itself

export class Overlay {
  constructor(picture) {
    this.picture = picture;
    this.name = ""; // of what lies there
    this.canvas = make("canvas", "over", picture.layer, { "aria-hidden": "true" });
    const { extras } = picture.figure;
    this.select = dropDown(extras, "Lay labels over the image", OFFERED, (name) => this.choose(name));
    this.strength = make("input", "", extras, { type: "range", min: 0, max: 1, step: 0.05, "aria-label": "Opacity" });
    this.strength.hidden = true;
    this.strength.oninput = () => this.canvas.style.setProperty("opacity", this.strength.value);
  }

  choose(name) {
    this.name = name;
    this.strength.hidden = !name;
    this.strength.value = STRENGTH[name] ?? 0.5;
    this.strength.oninput();
    this.picture.view.paint();
  }

  /** Let the learner choose among what there is. */
  offer(scene) {
    for (const option of this.select.options) option.hidden = option.disabled = Boolean(option.value) && !knows(scene, option.value);
  }

  paint(scene) {
    const { name, canvas } = this;
    const { shape, labels, arrays, palette } = scene;
    const numbers = labels[name] ? null : arrays[name];
    const levels = labels[name] ?? numbers?.levels;
    canvas.hidden = !levels;
    if (numbers) paintImage(canvas, { ...shape, levels }, glowWordsOf(numbers.top), null, null, null);
    else if (levels) {
      const { words } = palette[name] ?? palette.labels;
      paintImage(canvas, { ...shape, levels }, words, fade(words), null, this.picture.patternsOf(scene, name));
    }
  }
}

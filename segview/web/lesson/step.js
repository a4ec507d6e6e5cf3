// A step of a lesson: a heading, and while it is open what belongs to it.
import { Ending } from "../course/ending.js";
import { Missed } from "../course/missed.js";
import { verdictOf } from "../course/progress.js";
import { Recap } from "../course/recap.js";
import { make } from "../dom.js";
import { send } from "../events.js";
import { presents } from "../presentation.js";
import { showParts, takeParts } from "../scene/parts.js";
import { screens } from "../scene/screens.js";
import { Drawing } from "./drawing.js";
import { Exercise } from "./exercise.js";
import { Finding } from "./finding.js";
import { Question } from "./question.js";
import { Reaching } from "./reaching.js";
import { ShownProgram, ShownQuestion, ShownTask } from "./shown.js";

export const NAMES = { read: "Read", predict: "Predict", check: "Check", find: "Find", draw: "Draw", reach: "Try", exercise: "Write", screen: "Try" };
const ASKING = { predict: Question, check: Question, find: Finding, draw: Drawing, reach: Reaching };
const SHOWN = { predict: ShownQuestion, check: ShownQuestion, find: ShownTask, draw: ShownTask, reach: ShownTask, exercise: ShownProgram };
const ADDED = { results: Recap, missed: Missed, ending: Ending };

/** The values that a step or a preset sets: its own, and those of the learner that it keeps. */
export function keeping({ values, keep }) {
  const { chosen = {} } = screens.get("screen") ?? {};
  const kept = keep.filter((key) => chosen[key] !== undefined && chosen[key] !== null);
  return { ...values, ...Object.fromEntries(kept.map((key) => [key, chosen[key]])) };
}

/** Prose, whose HTML was made from Markdown without HTML. */
class Reading {
  constructor(root, step) {
    this.text = make("div", "text", root);
    this.text.innerHTML = step.html;
    this.parts = make("div", "segview-parts", root);
    showParts(this.parts, step.told.parts, step.guide.data.plotly);
  }

  remove() {
    takeParts(this.parts);
    this.text.remove();
  }
}

export class Step {
  constructor(list, told, guide) {
    this.told = told;
    this.guide = guide;
    this.element = make("section", "step", list);
    const id = `step-${told.key}`;
    const title = make("h2", "", this.element);
    this.heading = make("button", "", title, { type: "button", "data-step-key": told.key, "aria-expanded": "false", "aria-controls": id });
    if (NAMES[told.kind]) make("small", "", this.heading).textContent = NAMES[told.kind];
    make("span", "", this.heading).textContent = told.title;
    this.heading.onclick = () => guide.go(this);
    this.body = make("div", "body", this.element, { id, hidden: "" });
    this.tick();
  }

  get data() {
    return this.told.data;
  }

  get html() {
    return this.told.html;
  }

  /** The code exercise that it has, as it is known now. */
  get program() {
    return this.guide.data.exercises[this.told.exercise];
  }

  get predicts() {
    return this.told.kind === "predict";
  }

  get screen() {
    return this.told.screen ?? "screen";
  }

  /** Whether what it asks has been answered rightly, now or before. */
  tick() {
    const { key, data } = this.told;
    const page = data?.page ?? this.guide.data.page;
    this.heading.toggleAttribute("data-done", verdictOf(page, key) === "right");
  }

  unfold() {
    const { key, kind, exercise } = this.told;
    this.heading.setAttribute("aria-expanded", "true");
    this.body.hidden = false;
    this.body.dataset.stepBody = key;
    if (presents() && SHOWN[kind]) this.content = new SHOWN[kind](this.body, this);
    else if (exercise) this.content = new Exercise(this.body, this.program);
    else if (ADDED[kind]) this.content = new ADDED[kind](this.body, this.data);
    else this.content = new (ASKING[kind] ?? Reading)(this.body, this);
    this.update();
  }

  /** Show the values that it begins from. */
  set() {
    if (this.told.values) {
      this.apply(this.told.values);
      send("pin", this.told.pin && { values: this.told.pin });
    }
    this.isOpen = true;
  }

  /** The values that are on screen. */
  now() {
    return screens.get(this.screen)?.chosen ?? {};
  }

  /** Set the controls to what it shows. */
  apply(values) {
    this.guide.apply(keeping({ ...this.told, values }));
  }

  renew(told) {
    this.told = told;
    if (this.content && !this.content.committed) this.reopen();
  }

  /** Write it anew, and leave the screen as it is. */
  reopen() {
    const { isOpen } = this;
    this.close();
    this.unfold();
    this.isOpen = isOpen;
  }

  again() {
    this.close();
    this.unfold();
    this.set();
  }

  update() {
    if (!this.content) return;
    const { exercise } = this.told;
    if (!(this.content instanceof Exercise)) return void this.content.update?.();
    const { data, tell } = this.guide;
    if (!tell) return;
    const setStateValue = (_, blanks) => tell.setStateValue("typed", (data.typed = { ...data.typed, [exercise]: blanks }));
    this.content.update({ data: this.program, setStateValue, setTriggerValue: tell.setTriggerValue });
  }

  close() {
    this.isOpen = false;
    this.content?.remove();
    this.content = null;
    this.body.hidden = true;
    this.body.replaceChildren();
    delete this.body.dataset.stepBody;
    this.heading.setAttribute("aria-expanded", "false");
  }
}

// The guide: the steps of a lesson beside its picture. One is open; it begins from its own values.
import { missedOf } from "../course/missed.js";
import { Words } from "../course/words.js";
import { button, make } from "../dom.js";
import { listen, send } from "../events.js";
import { isForPage, showKeys } from "../keys.js";
import { mount } from "../mounting.js";
import { presents } from "../presentation.js";
import { screens, whenThere } from "../scene/screens.js";
import { prints } from "../sheet.js";
import { writeToAddress } from "./address.js";
import { writeHandout } from "./handout.js";
import { Presets } from "./presets.js";
import { keeping, NAMES, Step } from "./step.js";
import { Talk } from "./talk.js";

const FORWARD = ["n", "N", "PageDown"];
const BACK = ["p", "P", "PageUp"];

/** Who has missed nothing has nothing to look back on. */
const hasSomething = ({ kind, data }) => kind !== "missed" || missedOf(data).length;

class Guide {
  constructor(root, data) {
    this.data = data;
    this.box = make("section", "segview-guide", root, { "data-guide": "", "data-step": "", "aria-label": "Steps of this lesson" });
    this.words = new Words(this.box, data.words);
    this.list = make("div", "steps", this.box);
    this.steps = data.steps.filter(hasSomething).map((told) => new Step(this.list, told, this));
    this.foot = make("footer", "", this.box);
    this.settings = make("div", "", this.foot);
    this.showPresets();
    this.writeWays(make("div", "ways", this.foot));
    this.style = make("style", "", this.box);
    this.press = (event) => this.pressed(event);
    window.addEventListener("keydown", this.press);
    this.stop = [
      listen("progress", () => this.steps.forEach((step) => step.tick())),
      prints((sheet) => writeHandout(sheet, { data: this.data, kinds: NAMES })),
    ];
    this.talk = new Talk(this);
    this.begin();
  }

  /** Open the step that the address names, else the first; values in the address come before the step's own. */
  async begin() {
    const query = new URLSearchParams(window.location.search);
    const named = this.steps.find(({ told }) => told.key === query.get("step"));
    const step = named ?? this.talk.first;
    this.show(step);
    if (this.data.given) {
      this.hide({ screen: step.screen }); // whoever set controls finds them
      step.isOpen = true;
      return;
    }
    await whenThere(step.screen);
    if (!this.removed && this.open === step) step.set();
  }

  /** Buttons that go on and back, with the keys that do the same; the digits choose settings. */
  writeWays(row) {
    const [back, next] = [["‹ Back", "P", -1], ["Next step ›", "N", 1]].map(([text, key, by]) => {
      const made = button(row, text, `Key ${key}`, () => this.next(by));
      make("kbd", "", made, { "aria-hidden": "true" }).textContent = key;
      return made;
    });
    const count = this.data.presets.length;
    if (count) make("small", "", row).textContent = count === 1 ? "1 setting" : `1–${count} settings`;
    button(row, "Keys", "All keys (?)", showKeys, "keys");
    this.ways = { back, next };
  }

  update({ data, setStateValue, setTriggerValue }) {
    const other = data.image !== this.data.image;
    this.data = data;
    if (other) this.renew();
    this.words.update(data.words);
    this.tell = { setStateValue, setTriggerValue };
    this.steps.forEach((step) => step.update());
  }

  /** Open a step as somebody asked for it. */
  go(step) {
    if (!step || step === this.open) return;
    this.show(step);
    step.set();
    for (const part of [step.element, step.heading]) part.scrollIntoView({ block: "nearest" });
  }

  show(step) {
    this.open?.close();
    this.open = step;
    step.unfold();
    this.box.dataset.step = step.told.key;
    this.ways.back.disabled = step === this.steps[0];
    this.ways.next.disabled = step === this.steps.at(-1);
    writeToAddress("step", step.told.key, this.steps[0].told.key);
    this.presets.mark(null);
    this.hide(step.told);
    this.talk.opened();
  }

  /** Hide what a step or a preset does without: other screens, and controls. */
  hide({ screen = "screen", controls = [] }) {
    const names = new Set(this.data.steps.map(({ screen: name = "screen" }) => name));
    const others = [...names].filter((name) => name !== screen).map((name) => `segview-screen-${name}`);
    const idle = controls.length ? this.data.controls.filter((key) => !controls.includes(key)) : [];
    this.style.textContent = [...others, ...idle].map((name) => `.st-key-${name} { display: none; }`).join("\n");
  }

  /** Take the texts about another image; what has been answered on it stays. */
  renew() {
    for (const step of this.steps) step.renew(this.data.steps.find(({ key }) => key === step.told.key));
    const { chosen } = this.presets;
    this.presets.remove();
    this.showPresets();
    this.presets.mark(this.data.presets.find(({ label }) => label === chosen?.label) ?? null);
  }

  showPresets() {
    this.presets = new Presets(this.settings, this.data.presets, (preset) => this.choose(preset));
  }

  choose(preset) {
    this.apply(keeping(preset));
    this.hide(preset);
    this.presets.mark(preset);
  }

  /** Set the controls; an image that a step shows is given back for the learner's own after it. */
  apply(values) {
    const own = this.lent ?? screens.get("screen")?.chosen.image;
    const borrows = "image" in values;
    send("setting", { values: this.lent && !borrows ? { ...values, image: own } : values });
    this.lent = borrows ? own : null;
    this.presets.mark(null);
  }

  next(by) {
    this.go(this.steps[this.steps.indexOf(this.open) + by]);
    this.open.heading.focus({ preventScroll: true });
  }

  pressed(event) {
    if (presents() ? this.talk.pressed(event) : !isForPage(event)) return;
    const preset = this.data.presets[Number(event.key) - 1];
    if (FORWARD.includes(event.key)) this.next(1);
    else if (BACK.includes(event.key)) this.next(-1);
    else if (preset) this.choose(preset);
    else return;
    event.preventDefault();
  }

  remove() {
    this.removed = true;
    window.removeEventListener("keydown", this.press);
    this.stop.forEach((stop) => stop());
    this.talk.remove();
    this.steps.forEach((step) => step.close());
    this.presets.remove();
    this.words.remove();
    this.box.remove();
  }
}

export default (component) => mount(component, Guide, component.data.page);

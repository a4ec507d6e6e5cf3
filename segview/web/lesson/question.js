// A question: commit, look at what happens, and only then read whether it holds, and why.
import { note } from "../course/progress.js";
import { button, make } from "../dom.js";
import { send } from "../events.js";
import { say, tell } from "../saying.js";
import { offered } from "../scene/offers.js";
import { whenShown } from "../scene/screens.js";
import { openViews } from "../scene/views.js";

const LOOK = 1200; // ms to look at the effect before the verdict
const WATCH = 6000; // ms to say what was seen: who only looks is not kept waiting

export class Question {
  constructor(root, step) {
    this.step = step;
    this.data = step.data;
    this.offers = Object.keys(this.data.then).length ? [this.data.then] : [];
    offered.add(this.offers);
    this.form = make("form", "segview-quiz", root, { "data-quiz": this.data.key });
    const options = make("fieldset", "", this.form);
    make("legend", "", options).innerHTML = step.html; // made from Markdown without HTML
    this.options = this.data.answers.map((answer, i) => this.writeOption(options, answer, i));
    this.check = make("button", "check", this.form, { type: "submit", "data-check": "", disabled: "" });
    this.check.textContent = "Check";
    this.watch = make("div", "observe", this.form);
    this.verdict = make("p", "verdict", this.form);
    this.actions = make("div", "actions", this.form);
    this.form.onsubmit = (event) => {
      event.preventDefault();
      this.commit();
    };
  }

  writeOption(parent, { text }, at) {
    const label = make("label", "option", parent);
    const input = make("input", "", label, { type: "radio", name: `quiz-${this.data.key}`, value: at });
    make("span", "", label).textContent = text;
    const why = make("small", "why", label, { hidden: "" });
    input.onchange = () => (this.check.disabled = false);
    return { label, input, why };
  }

  get chosen() {
    return this.options.findIndex(({ input }) => input.checked);
  }

  async commit() {
    const { then, observe } = this.data;
    this.committed = true;
    this.options.forEach(({ input, label }) => {
      input.disabled = true;
      label.classList.toggle("chosen", input.checked);
    });
    this.check.hidden = true;
    if (this.step.predicts) {
      tell(this.watch, "Look at the picture: before and after.");
      send("pin", { values: this.step.now() });
      this.step.apply(then);
      await whenShown(this.step.screen);
      if (observe.length) await this.ask(observe);
      else await new Promise((go) => (this.looking = setTimeout(go, LOOK)));
    } else {
      this.step.apply(this.step.told.values);
      await whenShown(this.step.screen);
    }
    if (!this.removed) this.judge();
  }

  /** What the learner saw, in one click; after a while the verdict comes by itself. */
  ask([question, ...answers]) {
    this.watch.textContent = "";
    make("p", "", this.watch).textContent = question;
    return new Promise((go) => {
      const buttons = answers.map((answer) => {
        const made = button(this.watch, answer, "", () => end(made));
        made.dataset.observed = answer;
        return made;
      });
      const end = (chosen) => {
        clearTimeout(this.looking);
        for (const made of buttons) {
          made.disabled = true;
          made.setAttribute("aria-pressed", String(made === chosen));
        }
        go();
      };
      this.looking = setTimeout(end, WATCH);
      buttons[0].focus({ preventScroll: true });
    });
  }

  judge() {
    const { answers, where, page, key, question } = this.data;
    const { right } = answers[this.chosen];
    this.verdict.dataset.verdict = right ? "right" : "wrong";
    this.verdict.textContent = right ? "✓ Right." : "✗ Not quite.";
    say(this.verdict, `${this.verdict.textContent} ${answers[this.chosen].why}`);
    answers.forEach(({ why, right: holds }, at) => {
      const { label, why: reason } = this.options[at];
      label.dataset.holds = String(holds);
      reason.textContent = `${holds ? "✓" : "✗"} ${why}`;
      reason.hidden = false;
    });
    if (where.length && openViews.size) button(this.actions, "Show me these pixels", "Select them in the view", () => send("select", { where }));
    button(this.actions, "Ask me again", "Answer once more from the start", () => this.step.again());
    note(page, key, this.verdict.dataset.verdict, question);
  }

  remove() {
    this.removed = true;
    clearTimeout(this.looking);
    offered.delete(this.offers);
    this.form.remove();
  }
}

// One question: choose, then read why, then look at the pixels it speaks of.
import { note, verdictOf } from "../course/progress.js";
import { make } from "../dom.js";
import { send } from "../events.js";
import { mount } from "../mounting.js";
import { offered } from "../scene/offers.js";
import { openViews } from "../scene/views.js";

class Question {
  constructor(root, data) {
    this.data = data;
    this.offers = Object.keys(data.then).length ? [data.then] : [];
    offered.add(this.offers);
    this.form = make("fieldset", "segview-quiz", root, { "data-quiz": data.key });
    make("legend", "", this.form).textContent = data.question;
    this.form.toggleAttribute("data-solved", verdictOf(data.page, data.key) === "right");
    this.options = data.answers.map((answer, i) => {
      const label = make("label", "", this.form);
      const input = make("input", "", label, { type: "radio", name: `quiz-${data.key}`, value: i });
      label.append(answer.text);
      input.onchange = () => this.choose(i);
      return label;
    });
    this.verdict = make("p", "verdict", this.form, { "aria-live": "polite" });
    this.point = make("button", "point", this.form, { type: "button", hidden: "" });
    this.point.textContent = "Show me these pixels";
    this.point.onclick = () => send("select", { where: data.where });
    this.see = make("button", "point", this.form, { type: "button", hidden: "" });
    this.see.textContent = "See for yourself";
    this.see.onclick = () => send("setting", { values: data.then });
  }

  choose(i) {
    const { right, why } = this.data.answers[i];
    this.options.forEach((label, at) => label.classList.toggle("chosen", at === i));
    this.form.dataset.verdict = right ? "right" : "wrong";
    note(this.data.page, this.data.key, this.form.dataset.verdict, this.data.question);
    this.verdict.textContent = `${right ? "✓ Right." : "✗ Not quite."} ${why}`;
    this.see.hidden = !Object.keys(this.data.then).length;
    this.point.hidden = !this.data.where.length || !openViews.size;
  }

  remove() {
    offered.delete(this.offers);
    this.form.remove();
  }
}

export default (component) => mount(component, Question, component.data);

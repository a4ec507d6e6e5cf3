// A program with blanks: type, check, see what it draws beside what was wanted.
import { draft, keepDraft } from "../course/drafts.js";
import { note } from "../course/progress.js";
import { button, make } from "../dom.js";
import { tell } from "../saying.js";
import { drawDots, drawHistograms } from "./charts.js";
import { editor } from "./editor.js";

const WIDTH = 6; // characters of an empty blank

export class Exercise {
  constructor(root, data) {
    this.data = data;
    this.box = make("section", "segview-exercise", root, { "data-exercise": data.id, "aria-label": data.title });
    make("p", "task", this.box).textContent = data.task;
    this.names = make("ul", "names", this.box, { "aria-label": "You have" });
    this.form = make("form", "", this.box, { autocomplete: "off" });
    this.writeCode(make("pre", "code", this.form));
    const actions = make("div", "actions", this.form);
    this.checkButton = make("button", "check", actions, { type: "submit" });
    this.checkButton.textContent = "Check";
    this.hintButton = button(actions, "Hint", "Help with one more step", () => this.giveHint());
    this.solutionButton = button(actions, "Show the solution", "One of the right answers", () => this.toggleSolution());
    this.solutionButton.setAttribute("aria-expanded", "false");
    this.feedback = make("p", "feedback", this.box);
    this.feedback.id = `feedback-${data.id}`;
    this.hints = make("ol", "hints", this.box);
    this.solution = make("pre", "code solution", this.box, { hidden: "" });
    this.figures = make("div", "figures", this.box);
    this.form.onsubmit = (event) => {
      event.preventDefault();
      this.check();
    };
  }

  writeCode(pre) {
    const { code, id, lines, solution } = this.data;
    this.blanks = [];
    code.split("____").forEach((text, i) => {
      if (i) this.blanks.push(lines ? this.writeEditor(pre) : this.writeBlank(pre, i));
      pre.append(lines ? text.replace(/^\n|\n$/g, "") : text);
    });
    draft(id, solution.length).forEach((text, i) => this.fill(this.blanks[i], text));
  }

  writeBlank(pre, number) {
    const blank = make("input", "", pre, { type: "text", "aria-label": `Blank ${number} of ${this.data.solution.length}`, maxlength: 300, size: WIDTH, spellcheck: "false", autocapitalize: "off", autocomplete: "off" });
    blank.oninput = () => this.changed(blank);
    return blank;
  }

  writeEditor(pre) {
    const area = editor(pre, { label: "Lines of the function", oninput: () => this.changed(area), oncheck: () => this.check() });
    const keys = make("p", "keys", this.form);
    keys.textContent = "Tab indents, Shift and Tab goes back. To leave the editor press Esc, then Tab. Ctrl and Enter checks.";
    keys.id = `keys-${this.data.id}`;
    area.setAttribute("aria-describedby", keys.id);
    return area;
  }

  fill(blank, text) {
    blank.value = text;
    this.typed(blank);
  }

  changed(blank) {
    this.typed(blank);
    keepDraft(this.data.id, this.texts());
  }

  typed(blank) {
    if (this.data.lines) blank.rows = Math.max(7, blank.value.split("\n").length + 1);
    else blank.size = Math.max(WIDTH, blank.value.length + 1);
    blank.removeAttribute("aria-invalid");
    if (!this.data.lines) blank.removeAttribute("aria-describedby");
  }

  texts() {
    return this.blanks.map((blank) => blank.value);
  }

  check() {
    const blanks = this.texts();
    const { verdict } = this.data;
    const known = verdict && JSON.stringify(blanks) === JSON.stringify(verdict.blanks);
    if (known && !verdict.again) return this.showVerdict();
    this.checkButton.textContent = "Checking …";
    this.asked = JSON.stringify(blanks);
    if (known) this.setTriggerValue("again", true);
    else this.setStateValue("blanks", blanks);
  }

  giveHint() {
    const given = this.hints.children.length;
    tell(make("li", "", this.hints), this.data.hints[given]);
    const left = this.data.hints.length - given - 1;
    this.hintButton.textContent = left ? `Next hint (${left} left)` : "No more hints";
    this.hintButton.disabled = !left;
  }

  toggleSolution() {
    const { code, solution } = this.data;
    this.solution.textContent = code.split("____").map((text, i) => (i ? solution[i - 1] : "") + text).join("");
    this.solution.hidden = !this.solution.hidden;
    this.solutionButton.textContent = this.solution.hidden ? "Show the solution" : "Hide the solution";
    this.solutionButton.setAttribute("aria-expanded", String(!this.solution.hidden));
  }

  update({ data, setStateValue, setTriggerValue }) {
    this.data = data;
    this.setStateValue = setStateValue;
    this.setTriggerValue = setTriggerValue;
    if (data.verdict && this.blanks.every((blank) => !blank.value)) {
      this.blanks.forEach((blank, i) => this.fill(blank, data.verdict.blanks[i]));
    }
    this.names.replaceChildren();
    data.names.forEach((given) => this.writeName(given));
    this.figures.replaceChildren();
    data.figures.forEach((figure) => this.draw(figure));
    this.noteVerdict();
    this.showVerdict();
  }

  writeName({ name, words, value }) {
    const item = make("li", "", this.names);
    make("code", "", item).textContent = name;
    item.append(`: ${words} (${value})`);
  }

  /** A verdict counts once: when it answers what was checked, not when it is shown again. */
  noteVerdict() {
    const { page, key, title, verdict } = this.data;
    if (!verdict || verdict.again || this.asked !== JSON.stringify(verdict.blanks)) return;
    this.asked = null;
    note(page, key, verdict.right ? "right" : "wrong", title);
  }

  showVerdict() {
    const { verdict } = this.data;
    this.checkButton.textContent = "Check";
    this.blanks.forEach((blank) => this.typed(blank));
    if (!verdict) return void (this.feedback.textContent = "");
    const at = verdict.blank === null ? null : this.blanks[verdict.blank];
    this.box.dataset.verdict = verdict.right ? "right" : "wrong";
    const where = at && this.blanks.length > 1 ? `Blank ${verdict.blank + 1}: ` : "";
    tell(this.feedback, verdict.right ? `✓ Right. ${verdict.feedback}` : `✗ ${where}${verdict.feedback}`);
    at?.setAttribute("aria-invalid", "true");
    if (!this.data.lines) at?.setAttribute("aria-describedby", this.feedback.id);
  }

  draw({ title, yours, wanted }) {
    const group = make("figure", "", this.figures);
    make("figcaption", "", group).textContent = title;
    const highest = Math.max(...(yours?.bars ?? []), ...(wanted.bars ?? []), 1e-9);
    for (const [who, value] of [["yours", yours], ["wanted", wanted]]) {
      const cell = make("div", "cell", group, { "data-of": who });
      make("span", "who", cell).textContent = who;
      if (value?.picture) make("img", "", cell, { src: value.picture, alt: `${title}, ${who}`, width: value.size[0], height: value.size[1] });
      else if (value?.histograms) drawHistograms(cell, value.histograms, `Histograms, ${who}`);
      else if (value?.dots) drawDots(cell, value, `Feature space, ${who}`);
      else if (value?.bars) this.drawBars(cell, value.bars, highest, `${title}, ${who}`);
      else make("output", "", cell).textContent = value?.text ?? "–";
    }
  }

  drawBars(cell, heights, highest, title) {
    const bars = make("div", "bars", cell, { role: "img", "aria-label": `${title}: ${heights.map((h) => +h.toPrecision(3)).join(", ")}` });
    heights.forEach((height) => make("i", "", bars, { style: `height:${(100 * height) / highest}%`, title: +height.toPrecision(4) }));
    if (heights.length <= 8) make("output", "", cell).textContent = heights.map((height) => height.toFixed(2)).join(" · ");
  }

  remove() {
    this.box.remove();
  }
}


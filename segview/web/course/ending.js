// The end of a page: what the learner can do now, how it went, and where to go.
import { make } from "../dom.js";
import { listen } from "../events.js";
import { describeBest } from "./best.js";
import { pageLink } from "./link.js";
import { progress, solved } from "./progress.js";

export class Ending {
  constructor(root, data) {
    this.data = data;
    this.box = make("section", "segview-ending", root);
    make("p", "learnt", this.box).textContent = data.learnt;
    this.solved = make("p", "solved", this.box);
    this.best = make("p", "best", this.box);
    this.gauge = make("div", "gauge", this.box, { role: "img" });
    make("i", "fill", this.gauge);
    make("i", "ceiling", this.gauge);
    if (data.next) pageLink(this.box, data.next.slug, `Next: ${data.next.title}`, { className: "segview-onward" });
    else make("p", "", this.box).textContent = "That was the last page. Your record of the whole course is on the first one.";
    this.stop = listen("progress", () => this.update());
    this.update();
  }

  update() {
    const { page, questions } = this.data;
    const { lessons, best } = progress();
    const right = solved(lessons, page, questions);
    const all = right === questions.length ? "All" : right;
    this.solved.textContent = `${all} of ${questions.length} questions and tasks solved.`;
    this.showBest(best[page]);
  }

  showBest(best) {
    this.best.textContent = best ? `Your ${describeBest(best)}.` : "";
    this.gauge.hidden = !best;
    if (!best) return;
    this.gauge.setAttribute("aria-label", this.best.textContent);
    this.gauge.style.setProperty("--dice", best.dice);
    this.gauge.lastChild.hidden = best.ceiling === null;
    this.gauge.style.setProperty("--best", best.ceiling ?? 1);
  }

  remove() {
    this.stop();
    this.box.remove();
  }
}

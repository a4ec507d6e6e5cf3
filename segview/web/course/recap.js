// A look back on a chapter: its lessons, the learner's results, and what to look at again.
import { make } from "../dom.js";
import { listen } from "../events.js";
import { describeBest } from "./best.js";
import { pageLink } from "./link.js";
import { progress, solved } from "./progress.js";
import { Record } from "./record.js";

export class Recap {
  constructor(root, data) {
    this.data = data;
    this.record = new Record(root, data.chapter, "segview-recap", "h3");
    this.box = this.record.box;
    this.results = data.parts.map((part) => this.describe(part));
    make("h3", "", this.box).textContent = "Worth another look";
    this.said = make("p", "", this.box);
    this.missed = make("ul", "", this.box);
    this.stop = listen("progress", () => this.update());
  }

  describe({ slug, title, learnt }) {
    const row = make("div", "part", this.box, { "data-part": slug });
    if (slug === this.data.page) make("b", "", row).textContent = title;
    else pageLink(row, slug, title);
    make("span", "learnt", row).textContent = learnt;
    return { count: make("span", "count", row), best: make("span", "best", row) };
  }

  update() {
    const { lessons, best } = progress();
    const { parts } = this.data;
    parts.forEach(({ slug, questions }, at) => {
      this.results[at].count.textContent = `${solved(lessons, slug, questions)} of ${questions.length}`;
      this.results[at].best.textContent = best[slug] ? describeBest(best[slug]) : "";
    });
    const given = parts.flatMap((part) => part.questions.map((key) => ({ part, ...lessons[part.slug]?.[key] })));
    const missed = given.filter(({ misses }) => misses > 0);
    const wrong = missed.filter(({ verdict }) => verdict === "wrong");
    const mended = missed.filter(({ verdict }) => verdict === "right");
    this.said.textContent = sayWhatIsHere(given.some(({ verdict }) => verdict), wrong.length, mended.length);
    this.missed.replaceChildren(...[...wrong, ...mended].map((answer) => this.item(answer)));
  }

  item({ part, verdict, misses, text }) {
    const item = make("li", "", null, { "data-verdict": verdict });
    make("span", "", item).textContent = text || "A question of this lesson";
    const often = misses === 1 ? "missed once" : `missed ${misses} times`;
    make("small", "", item).textContent = verdict === "right" ? `✓ ${often}, then right` : `✗ ${often}`;
    if (part.slug !== this.data.page) pageLink(item, part.slug, part.title);
    else make("small", "", item).textContent = part.title;
    return item;
  }

  remove() {
    this.stop();
    this.record.remove();
  }
}

function sayWhatIsHere(answered, wrong, mended) {
  if (!answered) return "Nothing answered yet. Each lesson ends with questions; the ones that you miss will be listed here.";
  if (wrong) return "What you missed and have not mended yet comes first.";
  return mended ? "You have mended all that you missed." : "You have missed nothing so far.";
}

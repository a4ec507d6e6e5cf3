// A map of the course: its chapters with their pages, what is done, and where the learner is. It prints by itself.
import { make } from "../dom.js";
import { listen } from "../events.js";
import { mount } from "../mounting.js";
import { describeBest } from "./best.js";
import { pageLink } from "./link.js";
import { firstOpen, progress, solved } from "./progress.js";
import { Record } from "./record.js";

class CourseMap {
  constructor(root, { chapters }) {
    this.record = new Record(root, "The course", "segview-map", "h2");
    this.record.box.id = "course";
    const list = make("div", "chapters", this.record.box);
    this.chapters = chapters.map(({ heading, pages }) => {
      const box = make("section", "", list);
      const head = make("h3", "", box);
      make("span", "", head).textContent = heading;
      return { pages, count: make("span", "count", head), rows: this.describe(make("ol", "", box), pages) };
    });
    this.pages = chapters.flatMap(({ pages }) => pages);
    this.stop = listen("progress", () => this.show());
    this.show();
  }

  describe(list, pages) {
    return pages.map(({ slug, title, question }) => {
      const row = make("li", "", list, { "data-page": slug, title: question });
      pageLink(row, slug, title);
      return { row, count: make("span", "count", row), best: make("small", "best", row) };
    });
  }

  show() {
    const { lessons, best } = progress();
    const here = firstOpen(this.pages);
    for (const { pages, count, rows } of this.chapters) {
      const counts = pages.map(({ slug, questions }) => [solved(lessons, slug, questions), questions.length]);
      const sum = (at) => counts.reduce((total, pair) => total + pair[at], 0);
      count.textContent = `${sum(0)} of ${sum(1)}`;
      rows.forEach(({ row, ...parts }, i) => {
        const [right, all] = counts[i];
        const { slug } = pages[i];
        row.toggleAttribute("data-done", right === all);
        row.toggleAttribute("data-here", slug === here?.slug);
        parts.count.textContent = right === all ? "✓" : right ? `${right} of ${all}` : "";
        parts.best.textContent = best[slug] ? describeBest(best[slug]) : "";
      });
    }
    this.record.button.hidden = !this.pages.some(({ slug }) => lessons[slug] || best[slug]);
  }

  remove() {
    this.stop();
    this.record.remove();
  }
}

export default (component) => mount(component, CourseMap, component.data);

// Questions of earlier chapters that were missed and not mended, to be answered once more on another image.
import { make } from "../dom.js";
import { listen } from "../events.js";
import { pageLink } from "./link.js";
import { answers } from "./progress.js";

const MOST = 2; // questions at a time

/** Questions that are answered wrongly as yet, those missed most often first. */
export function missedOf({ earlier }) {
  const lessons = answers();
  const asked = earlier.flatMap(({ slug, title, questions }) => questions.map((key) => ({ slug, title, key, ...lessons[slug]?.[key] })));
  return asked.filter(({ verdict }) => verdict === "wrong").sort((one, other) => other.misses - one.misses);
}

export class Missed {
  constructor(root, data) {
    this.data = data;
    this.box = make("section", "segview-missed", root);
    this.said = make("p", "", this.box);
    this.list = make("ul", "", this.box);
    this.stop = listen("progress", () => this.update());
    this.update();
  }

  update() {
    const { image } = this.data;
    const missed = missedOf(this.data).slice(0, MOST);
    this.said.textContent = missed.length
      ? "Missed before, and worth a second look, on another image:"
      : "You have mended all that you missed in earlier chapters.";
    this.list.replaceChildren(...missed.map(({ slug, title, key, text }) => {
      const item = make("li", "", null, { "data-missed": key });
      pageLink(item, slug, text || `A question of ${title}`, { query: `?${new URLSearchParams({ step: key, image })}` });
      make("small", "", item).textContent = title;
      return item;
    }));
  }

  remove() {
    this.stop();
    this.box.remove();
  }
}

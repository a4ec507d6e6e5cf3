// Progress in the sidebar: beside lessons and chapters, in numbers, and as a file.
import { button, make } from "../dom.js";
import { listen } from "../events.js";
import { mount } from "../mounting.js";
import { tell } from "../saying.js";
import { Best } from "./best.js";
import { markLandmarks } from "./landmarks.js";
import { pageOf } from "./link.js";
import { add, answers, erase, keeping, progress, solved, understand, written } from "./progress.js";

const LARGEST = 1_000_000; // bytes of a file that are read
const KEPT = {
  browser: "solved, kept in this browser only.",
  blocked: "solved. This browser keeps no data for this site: they are forgotten when you close or reload the page.",
  newer: "solved. A newer version of this course was used in this browser: reload the page, or what you answer now is forgotten.",
};

class Sidebar {
  constructor(root) {
    this.box = make("div", "segview-progress", root);
    this.text = make("p", "", this.box);
    const row = make("div", "", this.box);
    button(row, "Export", "Save your progress as a file", () => this.save());
    button(row, "Import", "Add the progress in a file to yours", () => this.file.click());
    button(row, "Erase", "Forget all progress in this browser", () => this.erase());
    this.file = make("input", "", row, { type: "file", accept: "application/json", hidden: "", "aria-label": "Progress file" });
    this.file.onchange = () => this.load(this.file.files[0]);
    this.best = new Best();
    this.stop = listen("progress", () => this.show());
    // Streamlit draws the list of pages anew when it likes.
    this.watch = new MutationObserver(() => this.mark());
    const list = document.querySelector("[data-testid=stSidebarNav]");
    if (list) this.watch.observe(list, { childList: true, subtree: true });
  }

  update({ data }) {
    this.data = data;
    this.show();
  }

  show() {
    const lessons = answers();
    const { questions, chapters } = this.data;
    this.counts = new Map(Object.entries(questions).map(([slug, keys]) => [slug, [solved(lessons, slug, keys), keys.length]]));
    this.totals = new Map(Object.entries(chapters).map(([heading, slugs]) => [heading, this.sum(slugs)]));
    const [right, all] = this.sum(Object.keys(questions));
    this.text.textContent = `${right} of ${all} questions and exercises ${KEPT[keeping()]}`;
    this.mark();
  }

  sum(slugs) {
    return slugs.map((slug) => this.counts.get(slug)).reduce(([right, all], [more, of]) => [right + more, all + of], [0, 0]);
  }

  mark() {
    markLandmarks();
    for (const link of document.querySelectorAll("[data-testid=stSidebarNavLink]")) {
      const [right, all] = this.counts.get(pageOf(new URL(link.href))) ?? [0, 0];
      label(link, right === 0 ? "" : right === all ? "✓" : `${right}/${all}`);
    }
    for (const header of document.querySelectorAll("[data-testid=stNavSectionHeader]")) {
      const total = this.totals.get(header.querySelector("p")?.textContent);
      label(header, total ? total.join("/") : "");
    }
  }

  save() {
    const link = make("a", "", null, { download: "image-segmentation-progress.json" });
    link.href = URL.createObjectURL(new Blob([written(progress())], { type: "application/json" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async load(file) {
    const { whole, newer, ...others } = understand(file.size > LARGEST ? "" : await file.text().catch(() => ""));
    if (whole) add(others, this.data.questions);
    else if (newer) tell(this.text, "This file comes from a newer version of this course: reload the page and import it again.");
    else tell(this.text, "This file holds no progress of this course; nothing was changed.");
    this.file.value = "";
  }

  erase() {
    if (window.confirm("Forget all your answers in this browser?")) erase();
  }

  remove() {
    this.stop();
    this.best.remove();
    this.watch.disconnect();
    this.box.remove();
  }
}

function label(element, text) {
  if ((element.dataset.progress ?? "") !== text) element.dataset.progress = text;
}

export default (component) => mount(component, Sidebar);

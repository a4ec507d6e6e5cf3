// What a learner answered, kept in the learner's own browser and shown beside the lessons.
import { listen, send } from "./bus.js";
import { button, make, whenGone } from "./dom.js";

const PLACE = "segmentation-course-progress";
const EMPTY = { version: 1, lessons: {} };

/** Only what is ours is taken: {lessons: {slug: {question: "right" | "wrong"}}}. */
export function understand(text) {
  const found = JSON.parse(text);
  if (found?.version !== 1 || typeof found.lessons !== "object") throw new Error("not our file");
  const lessons = {};
  for (const [slug, answers] of Object.entries(found.lessons)) {
    const kept = Object.entries(answers).filter(([, verdict]) => verdict === "right" || verdict === "wrong");
    lessons[slug] = Object.fromEntries(kept);
  }
  return { version: 1, lessons };
}

function load() {
  try {
    return understand(localStorage.getItem(PLACE));
  } catch {
    return structuredClone(EMPTY);
  }
}

function save(progress) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(progress));
  } catch {
    // A browser that keeps nothing still shows the course.
  }
  send("progress", null);
}

/** Note a verdict; what was once right stays right. */
export function note(lesson, question, verdict) {
  const progress = load();
  progress.lessons[lesson] ??= {};
  if (progress.lessons[lesson][question] === "right") return;
  progress.lessons[lesson][question] = verdict;
  save(progress);
}

export const verdictOf = (lesson, question) => load().lessons[lesson]?.[question];

class Progress {
  constructor(root) {
    this.box = make("div", "segview-progress", root);
    this.text = make("p", "", this.box, { "aria-live": "polite" });
    const row = make("div", "", this.box);
    button(row, "Export", "Save your progress as a file", () => this.export());
    button(row, "Import", "Load progress from a file", () => this.file.click());
    button(row, "Erase", "Forget all progress in this browser", () => this.erase());
    this.file = make("input", "", row, { type: "file", accept: "application/json", hidden: "", "aria-label": "Progress file" });
    this.file.onchange = () => this.import(this.file.files[0]);
    this.stop = listen("progress", () => this.show());
    // Streamlit draws the list of pages anew when it likes.
    this.watch = new MutationObserver(() => this.mark());
    const list = document.querySelector("[data-testid=stSidebarNav]");
    if (list) this.watch.observe(list, { childList: true, subtree: true });
  }

  show() {
    this.counts = new Map();
    const { lessons } = load();
    let right = 0;
    let all = 0;
    for (const [slug, questions] of Object.entries(this.questions)) {
      const solved = questions.filter((question) => lessons[slug]?.[question] === "right").length;
      this.counts.set(slug, [solved, questions.length]);
      right += solved;
      all += questions.length;
    }
    this.text.textContent = `${right} of ${all} questions answered rightly, kept in this browser only.`;
    this.mark();
  }

  mark() {
    for (const link of document.querySelectorAll("[data-testid=stSidebarNavLink]")) {
      const [solved, all] = this.counts.get(new URL(link.href).pathname.split("/").at(-1)) ?? [0, 0];
      const text = solved === 0 ? "" : solved === all ? "✓" : `${solved}/${all}`;
      if ((link.dataset.progress ?? "") !== text) link.dataset.progress = text;
    }
  }

  export() {
    const link = make("a", "", null, { download: "image-segmentation-progress.json" });
    link.href = URL.createObjectURL(new Blob([JSON.stringify(load(), null, 1)], { type: "application/json" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async import(file) {
    try {
      save(understand(await file.text()));
    } catch {
      this.text.textContent = "This file holds no progress of this course; nothing was changed.";
    }
    this.file.value = "";
  }

  erase() {
    if (window.confirm("Forget all your answers in this browser?")) save(structuredClone(EMPTY));
  }
}

const boxes = new WeakMap();

export default function progress({ data, parentElement: root }) {
  if (!boxes.has(root)) boxes.set(root, new Progress(root));
  const box = boxes.get(root);
  box.questions = data;
  box.show();
  return whenGone(root, () => {
    box.stop();
    box.watch.disconnect();
  });
}

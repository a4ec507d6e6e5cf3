// What a learner answered, kept in the learner's own browser and nowhere else.
import { send } from "./bus.js";

const PLACE = "segmentation-course-progress";
const VERSION = 2;
const LONGEST = 400; // characters of a question that are kept
const MOST = 99; // misses that are counted

function mapped(object, change) {
  if (!object || typeof object !== "object" || Array.isArray(object)) throw new TypeError("no object");
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function readAnswer({ verdict, misses, text }) {
  const sound = ["right", "wrong"].includes(verdict) && Number.isInteger(misses) && misses >= 0 && typeof text === "string";
  if (!sound) throw new TypeError("no answer");
  return { verdict, misses: Math.min(misses, MOST), text: text.slice(0, LONGEST) };
}

/** The first version kept the verdict alone. */
const readVerdict = (verdict) => readAnswer({ verdict, misses: Number(verdict === "wrong"), text: "" });

const READERS = new Map([[1, readVerdict], [VERSION, readAnswer]]);

/** Read {lesson: {question: {verdict, misses, text}}} from the text of a file; throws where it is anything else. */
export function understand(file) {
  const { version, lessons } = JSON.parse(file);
  const read = READERS.get(version);
  if (!read) throw new TypeError("no version");
  return mapped(lessons, (answers) => mapped(answers, read));
}

export const written = (lessons) => JSON.stringify({ version: VERSION, lessons }, null, 1);

/** All answers by lesson and question. */
export function answers() {
  try {
    return understand(localStorage.getItem(PLACE));
  } catch {
    return {};
  }
}

function save(lessons) {
  try {
    localStorage.setItem(PLACE, written(lessons));
  } catch {
    // A browser that keeps nothing still shows the course.
  }
  send("progress", null);
}

export const erase = () => save({});

/** Note a verdict and the words of the question; what was once right stays right. */
export function note(lesson, question, verdict, text = "") {
  const lessons = answers();
  const before = lessons[lesson]?.[question];
  if (before?.verdict === "right") return;
  const misses = (before?.misses ?? 0) + Number(verdict === "wrong");
  lessons[lesson] = { ...lessons[lesson], [question]: readAnswer({ verdict, misses, text }) };
  save(lessons);
}

/** Add answers from elsewhere to those here, question by question, as far as the course knows the questions. */
export function add(others, questions) {
  const lessons = answers();
  for (const [lesson, keys] of Object.entries(questions)) {
    const known = keys.filter((key) => others[lesson]?.[key]);
    const joined = known.map((key) => [key, join(others[lesson][key], lessons[lesson]?.[key])]);
    if (joined.length) lessons[lesson] = { ...lessons[lesson], ...Object.fromEntries(joined) };
  }
  save(lessons);
}

function join(one, other = one) {
  return {
    verdict: [one.verdict, other.verdict].includes("right") ? "right" : "wrong",
    misses: Math.max(one.misses, other.misses),
    text: one.text || other.text,
  };
}

export const verdictOf = (lesson, question) => answers()[lesson]?.[question]?.verdict;

/** How many of these questions of a lesson are solved. */
export const solved = (lessons, lesson, keys) => keys.filter((key) => lessons[lesson]?.[key]?.verdict === "right").length;

window.addEventListener("storage", ({ key }) => {
  if (key === PLACE) send("progress", null);
});

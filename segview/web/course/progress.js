// What a learner answered, kept in the learner's own browser and nowhere else.
import { send } from "../events.js";
import { eraseDrafts } from "./drafts.js";

const PLACE = "segmentation-course-progress";
const VERSION = 2;
const LONGEST = 400; // characters of a question that are kept
const MOST = 99; // misses that are counted

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** An answer with what belongs to it and no more, or null. */
function readAnswer(answer) {
  const { verdict, misses, text } = Object(answer);
  const sound = ["right", "wrong"].includes(verdict) && Number.isInteger(misses) && misses >= 0 && typeof text === "string";
  return sound ? { verdict, misses: Math.min(misses, MOST), text: text.slice(0, LONGEST) } : null;
}

/** The first version kept the verdict alone. */
const readVerdict = (verdict) => readAnswer({ verdict, misses: Number(verdict === "wrong"), text: "" });

const READERS = new Map([[1, readVerdict], [VERSION, readAnswer]]);

/**
 * Read {lesson: {question: {verdict, misses, text}}} from a text: all that is sound in it, whether that is the whole, and
 * whether a newer version of the course wrote it, which only that can read.
 */
export function understand(text) {
  const nothing = { lessons: {}, whole: false, newer: false };
  let file;
  try {
    file = Object(JSON.parse(text));
  } catch {
    return nothing;
  }
  if (Number(file.version) > VERSION) return { ...nothing, newer: true };
  const read = READERS.get(file.version);
  if (!read || !isObject(file.lessons)) return nothing;
  let whole = true;
  const sound = (object, change) => {
    const changed = Object.entries(object).map(([key, value]) => [key, change(value)]);
    const kept = changed.filter(([, value]) => value);
    whole &&= kept.length === changed.length;
    return Object.fromEntries(kept);
  };
  const lessons = sound(file.lessons, (answers) => isObject(answers) && sound(answers, read));
  return { lessons, whole, newer: false };
}

export const written = (lessons) => JSON.stringify({ version: VERSION, lessons }, null, 1);

let mine = {}; // what was noted in this tab, in case the browser or another tab does not keep it
let refused = false; // whether the browser refused the last time

function stored() {
  try {
    return { ...understand(localStorage.getItem(PLACE)), blocked: refused };
  } catch {
    return { lessons: {}, newer: false, blocked: true };
  }
}

/** Where answers are kept: "browser", or nowhere, since that is "blocked", or a "newer" version of the course has its own there. */
export function keeping() {
  const { newer, blocked } = stored();
  return newer ? "newer" : blocked ? "blocked" : "browser";
}

/** All answers by lesson and question. */
export const answers = () => joined(stored().lessons, mine);

/** Write down what this tab noted and the browser does not have. */
function keep() {
  const { lessons, newer } = stored();
  const all = written(joined(lessons, mine));
  if (newer || all === written(lessons)) return;
  try {
    localStorage.setItem(PLACE, all);
    refused = false;
  } catch {
    refused = true;
  }
}

/** Forget everything, in this browser and in this tab. */
export function erase() {
  mine = {};
  eraseDrafts();
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  send("progress", null);
}

/** Note a verdict and the words of the question; what was once right stays right. */
export function note(lesson, question, verdict, text = "") {
  const before = answers()[lesson]?.[question];
  if (before?.verdict === "right") return;
  const misses = (before?.misses ?? 0) + Number(verdict === "wrong");
  take({ [lesson]: { [question]: readAnswer({ verdict, misses, text }) } });
}

/** Add answers from elsewhere to those here, question by question, as far as the course knows the questions. */
export function add(others, questions) {
  const known = Object.entries(questions).map(([lesson, keys]) => [lesson, keys.filter((key) => others[lesson]?.[key])]);
  const chosen = known.map(([lesson, keys]) => [lesson, Object.fromEntries(keys.map((key) => [key, others[lesson][key]]))]);
  take(Object.fromEntries(chosen.filter(([lesson, keys]) => Object.keys(keys).length)));
}

function take(lessons) {
  mine = joined(lessons, mine);
  keep();
  send("progress", null);
}

/** Two sets of answers as one, question by question. */
function joined(some, more) {
  return merged(some, more, (one, other) => merged(one, other, join));
}

function merged(some, more, both) {
  const changed = Object.entries(more).map(([key, value]) => [key, Object.hasOwn(some, key) ? both(some[key], value) : value]);
  return { ...some, ...Object.fromEntries(changed) };
}

function join(one, other) {
  return {
    verdict: [one.verdict, other.verdict].includes("right") ? "right" : "wrong",
    misses: Math.max(one.misses, other.misses),
    text: one.text || other.text,
  };
}

export const verdictOf = (lesson, question) => answers()[lesson]?.[question]?.verdict;

/** How many of these questions of a lesson are solved. */
export const solved = (lessons, lesson, keys) => keys.filter((key) => lessons[lesson]?.[key]?.verdict === "right").length;

// Another tab wrote: whatever it had not seen of this one is written again, unless it erased everything.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key !== PLACE && key !== null) return;
  if (newValue === null) mine = {};
  else keep();
  send("progress", null);
});

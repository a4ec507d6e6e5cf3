// What a learner answered and reached, kept in the learner's own browser and nowhere else.
import { send } from "../events.js";
import { eraseDrafts } from "./drafts.js";
import { forgetName } from "./name.js";

const PLACE = "segmentation-course-progress";
const VERSION = 3;
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

const isShare = (value) => typeof value === "number" && value >= 0 && value <= 1;

/** The best Dice on a screen, and what was the most that could be reached there; that is not known of all screens. */
function readBest(best) {
  const { dice, ceiling } = Object(best);
  return isShare(dice) && (ceiling === null || isShare(ceiling)) ? { dice, ceiling } : null;
}

const READERS = new Map([[1, readVerdict], [2, readAnswer], [VERSION, readAnswer]]);

/**
 * Read {lesson: {question: {verdict, misses, text}}} and {lesson: {dice, ceiling}} from a text: all that is sound in it,
 * whether that is the whole, and whether a newer version of the course wrote it, which only that can read.
 */
export function understand(text) {
  const nothing = { lessons: {}, best: {}, whole: false, newer: false };
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
  const { best = {} } = file; // older files have none
  whole &&= isObject(best);
  return { lessons, best: isObject(best) ? sound(best, readBest) : {}, whole, newer: false };
}

/** All progress as the text of a file. */
export const written = ({ lessons, best }) => JSON.stringify({ version: VERSION, lessons, best }, null, 1);

let mine = { lessons: {}, best: {} }; // what was noted in this tab, in case the browser or another tab does not keep it
let refused = false; // whether the browser refused the last time

function stored() {
  try {
    return { ...understand(localStorage.getItem(PLACE)), blocked: refused };
  } catch {
    return { lessons: {}, best: {}, newer: false, blocked: true };
  }
}

/** Where answers are kept: "browser", or nowhere, since that is "blocked", or a "newer" version of the course has its own there. */
export function keeping() {
  const { newer, blocked } = stored();
  return newer ? "newer" : blocked ? "blocked" : "browser";
}

/** All answers by lesson and question, and the best Dice by lesson. */
export const progress = () => joined(stored(), mine);

export const answers = () => progress().lessons;

/** Write down what this tab noted and the browser does not have. */
function keep() {
  const kept = stored();
  const all = written(joined(kept, mine));
  if (kept.newer || all === written(kept)) return;
  try {
    localStorage.setItem(PLACE, all);
    refused = false;
  } catch {
    refused = true;
  }
}

/** Forget everything, in this browser and in this tab. */
export function erase() {
  mine = { lessons: {}, best: {} };
  eraseDrafts();
  forgetName();
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
  take({ lessons: { [lesson]: { [question]: readAnswer({ verdict, misses, text }) } } });
}

/** Note a Dice that the learner reached, if it is the best on this page so far. */
export function noteDice(lesson, dice, ceiling) {
  const before = progress().best[lesson];
  if (!before || dice > before.dice) take({ best: { [lesson]: { dice, ceiling } } });
}

/** Add progress from elsewhere to that here, as far as the course knows the questions. */
export function add(others, questions) {
  const known = Object.entries(questions).map(([lesson, keys]) => [lesson, chosen(others.lessons[lesson] ?? {}, keys)]);
  const lessons = Object.fromEntries(known.filter(([, answers]) => Object.keys(answers).length));
  take({ lessons, best: chosen(others.best, Object.keys(questions)) });
}

const chosen = (entries, keys) => Object.fromEntries(keys.filter((key) => Object.hasOwn(entries, key)).map((key) => [key, entries[key]]));

function take(news) {
  mine = joined({ lessons: {}, best: {}, ...news }, mine);
  keep();
  send("progress", null);
}

/** Progress from two places as one, question by question. */
function joined(some, more) {
  return {
    lessons: merged(some.lessons, more.lessons, (one, other) => merged(one, other, join)),
    best: merged(some.best, more.best, (one, other) => (other.dice > one.dice ? other : one)),
  };
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

/** The first of these pages on which there is a question left to solve. */
export function firstOpen(pages) {
  const lessons = answers();
  return pages.find(({ slug, questions }) => solved(lessons, slug, questions) < questions.length);
}

// Another tab wrote: whatever it had not seen of this one is written again, unless it erased everything.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key !== PLACE && key !== null) return;
  if (newValue === null) mine = { lessons: {}, best: {} };
  else keep();
  send("progress", null);
});

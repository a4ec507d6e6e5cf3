// What a learner has typed into exercises, kept in the learner's own browser and nowhere else.
const PLACE = "segmentation-course-drafts";
const LONGEST = 3000; // characters of a blank that are kept

let mine = {}; // what was typed in this tab, in case the browser does not keep it

/** All drafts that are sound in a text: {exercise: [text of each blank]}. */
export function readDrafts(text) {
  let file;
  try {
    file = Object(JSON.parse(text));
  } catch {
    return {};
  }
  const sound = (blanks) => Array.isArray(blanks) && blanks.every((blank) => typeof blank === "string" && blank.length <= LONGEST);
  return Object.fromEntries(Object.entries(file).filter(([, blanks]) => sound(blanks)));
}

function stored() {
  try {
    return readDrafts(localStorage.getItem(PLACE));
  } catch {
    return {};
  }
}

/** What was typed into the blanks of an exercise, if it has that many; else empty texts. */
export function draft(exercise, count) {
  const blanks = mine[exercise] ?? stored()[exercise];
  return blanks?.length === count ? blanks : Array(count).fill("");
}

export function keepDraft(exercise, blanks) {
  mine[exercise] = blanks;
  try {
    localStorage.setItem(PLACE, JSON.stringify({ ...stored(), [exercise]: blanks }));
  } catch {
    // A browser that keeps nothing still has it in this tab.
  }
}

export function eraseDrafts() {
  mine = {};
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

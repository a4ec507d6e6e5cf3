// The learner's name for records, kept in the learner's own browser and nowhere else.
const PLACE = "segmentation-course-name";
const LONGEST = 100; // characters

let mine = ""; // in case the browser does not keep it

export function knownName() {
  try {
    return localStorage.getItem(PLACE) ?? mine;
  } catch {
    return mine;
  }
}

/** Ask for the name, with the known one to begin with; null where the learner thought better of it. */
export function askName() {
  const name = window.prompt("Your name, as it should stand on the record. It is kept in this browser only.", knownName());
  if (name === null) return null;
  mine = name.trim().slice(0, LONGEST);
  try {
    localStorage.setItem(PLACE, mine);
  } catch {
    // A browser that keeps nothing still has it in this tab.
  }
  return mine;
}

export function forgetName() {
  mine = "";
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

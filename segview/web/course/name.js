// The learner's name for records, kept in the learner's own browser and nowhere else.
import { Remembered } from "../remembered.js";

const LONGEST = 100; // characters

const name = new Remembered("segmentation-course-name");

/** Ask for the name, with the known one to begin with; null where the learner thought better of it. */
export function askName() {
  const given = window.prompt("Your name, as it should stand on the record. It is kept in this browser only.", name.text ?? "");
  if (given === null) return null;
  name.text = given.trim().slice(0, LONGEST);
  return name.text;
}

export function forgetName() {
  name.text = null;
}

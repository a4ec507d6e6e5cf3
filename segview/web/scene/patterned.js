// Whether patterns are on, which the browser remembers.
import { send } from "../events.js";
import { Remembered } from "../remembered.js";

const chosen = new Remembered("segmentation-course-patterns");

export const patterned = () => chosen.text === "true";

export function rememberPatterns(on) {
  chosen.text = String(on);
  send("patterned", on);
}

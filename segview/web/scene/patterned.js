// Whether patterns are on, which the browser remembers.
import { send } from "../events.js";

const PLACE = "segmentation-course-patterns";

let on = false; // in case the browser does not keep it

export function patterned() {
  try {
    return (localStorage.getItem(PLACE) ?? String(on)) === "true";
  } catch {
    return on;
  }
}

export function rememberPatterns(chosen) {
  on = chosen;
  try {
    localStorage.setItem(PLACE, String(on));
  } catch {
    // A browser that keeps nothing still knows it in this tab.
  }
  send("patterned", on);
}

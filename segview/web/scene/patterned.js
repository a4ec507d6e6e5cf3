// Whether patterns are on, which the browser remembers.
import { send } from "../events.js";

const PLACE = "segmentation-course-patterns";

let on = false; // where the browser does not keep it

export function patterned() {
  try {
    return (localStorage.getItem(PLACE) ?? String(on)) === "true";
  } catch {
    return on;
  }
}

export function rememberPatterns(chosen) {
  try {
    localStorage.setItem(PLACE, String(chosen));
  } catch {
    on = chosen; // for as long as this tab is open
  }
  send("patterned", chosen);
}

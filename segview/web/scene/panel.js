// What all panels have: a caption with a title, room for extras, a value, and a way to fill the screen.
import { button, make } from "../dom.js";
import { fill } from "./fullscreen.js";

const SPACE = 7; // px between the parts of a caption

/** Width that all of these need side by side; what lies over the picture needs none. */
function widthOf(parts) {
  const beside = parts.filter((part) => part.offsetWidth && getComputedStyle(part).position !== "absolute");
  return beside.reduce((sum, part) => sum + Math.ceil(part.scrollWidth) + SPACE, -SPACE);
}

export function figure(parent, className) {
  const root = make("figure", className, parent);
  const caption = make("figcaption", "", root);
  const title = make("span", "title", caption);
  const extras = make("span", "extras", caption);
  const value = make("span", "value", caption);
  const expand = button(caption, "⤢", "Fill the screen", () => fill(root), "expand");
  const entitle = (text, name = text) => {
    title.textContent = text;
    expand.ariaLabel = `Fill the screen with ${name}`;
  };
  return { root, entitle, extras, value, get captionWidth() { return widthOf([title, extras, value, expand]); } };
}

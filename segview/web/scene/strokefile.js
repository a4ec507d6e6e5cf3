// Strokes as a small text file: the size of their image, the names of their classes, and all strokes.
import { send } from "../events.js";
import { strokesOf, strokesText } from "./strokes.js";

const NAME = "strokes.json";
const LARGEST = 2e6; // bytes
const NONE = "This file holds no strokes: choose one that “Save strokes” has written.";

/** Write what is painted into a file. */
export function save({ painter, bar }) {
  const { strokes, map } = painter;
  const content = { image: [map.height, map.width], classes: bar.palette.names, strokes: strokesText(strokes) };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: "application/json" }));
  link.download = NAME;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Paint what a file says instead of what there is; gives why not, or nothing. */
export async function load({ painter, bar }, input) {
  const [file] = input.files;
  if (!file) return "";
  const content = file.size <= LARGEST ? read(await file.text()) : null;
  input.value = "";
  if (!content) return NONE;
  const { image, classes, strokes } = content;
  const { height, width } = painter.map;
  if (image[0] !== height || image[1] !== width) return `These strokes are for an image of ${image.join(" by ")} pixels; this one has ${height} by ${width}.`;
  bar.palette.entitle(classes);
  painter.replace(strokes);
  return "";
}

/** What a file holds; null where it is another one. */
function read(text) {
  try {
    const { image, classes, strokes } = JSON.parse(text);
    const found = strokesOf(strokes);
    const numbers = image.length === 2 && image.every(Number.isInteger);
    const names = classes.length <= 8 && classes.every((name) => /^[^,\p{C}]{1,24}$/u.test(name));
    return found && numbers && names ? { image, classes, strokes: found } : null;
  } catch {
    return null;
  }
}

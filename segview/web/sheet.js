// What is printed: a sheet beside the page, written when the browser is about to print, and taken away after.
import { make } from "./dom.js";

const COURSE = "Image segmentation, hands on";
const writers = new Set(); // of what is on the page: the newest is asked

let takeAway = () => {};

/** Print what `write(sheet)` writes, instead of the page, until the function given back is called; `write` may give back what else has to be taken away. */
export function prints(write) {
  writers.add(write);
  return () => writers.delete(write);
}

/** Begin a sheet with what it is about and where that is; on all further pages both stand in the margins. */
export function writeHead(sheet, { title, question = "" }) {
  const { origin, pathname, href } = window.location;
  const head = make("header", "", sheet);
  make("p", "", head).textContent = COURSE;
  make("h1", "", head).textContent = title;
  make("p", "question", head).textContent = question;
  make("p", "address", head).textContent = href;
  const [above, below] = [`${COURSE} · ${title}`, origin + pathname].map((text) => JSON.stringify(text));
  make("style", "", sheet).textContent = `@page { @top-left { content: ${above}; } @bottom-left { content: ${below}; } } @page :first { @top-left { content: none; } }`;
}

window.addEventListener("beforeprint", () => {
  takeAway();
  const write = [...writers].at(-1);
  if (!write) return;
  const sheet = make("article", "segview-sheet", document.body);
  const rest = write(sheet);
  for (const word of sheet.querySelectorAll("button.word")) word.replaceWith(...word.childNodes);
  takeAway = () => {
    rest?.();
    sheet.remove();
    takeAway = () => {};
  };
});
window.addEventListener("afterprint", () => takeAway());

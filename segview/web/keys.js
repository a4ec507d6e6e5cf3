// The keys of the course: which there are, and whether those are heard that are a character without Ctrl or Alt.
import { button, make } from "./dom.js";
import { PRESENTING } from "./presentation.js";
import { Remembered } from "./remembered.js";

/** Where they work, the keys, and what they do. */
const KEYS = [
  ["Everywhere", "N or Page Down", "next step"],
  ["Everywhere", "P or Page Up", "step before"],
  ["Everywhere", "1 to 9", "a setting beneath the steps"],
  ["Everywhere", "?", "these keys"],
  ["Picture and plots", "Arrow keys", "move the pixel pointed at; with Shift, ten pixels"],
  ["Picture and plots", "Space", "select around it, label it, or paint it"],
  ["Picture and plots", "S", "select by numbers"],
  ["Picture and plots", "+ and −", "enlarge and shrink the pictures"],
  ["Picture and plots", "Esc", "clear the selection"],
  ["Painting", "[ and ]", "smaller and larger brush"],
  ["Painting", "Ctrl+Z", "undo; with Shift, redo"],
  ["Lines and centres", "Arrow keys", "move by a step; with Shift, by ten"],
  ...PRESENTING,
];
const PLACES = "[data-guide], [data-view]"; // that have the colours of the theme
const TYPED = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

const silent = new Remembered("segmentation-course-keys-off"); // whether single characters are no keys

/** Whether a key is taken already, or part of a shortcut of the browser. */
export const isShortcut = (event) => event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;

/** Whether a key belongs to what has the focus, or to an open dialog. */
export const isTyped = ({ target }) => Boolean(target.closest?.(TYPED) || document.querySelector("[role=dialog], dialog[open]"));

/** Whether a pressed key is meant for the page: not typed somewhere, not part of a shortcut, and not switched off. */
export const isForPage = (event) => !isShortcut(event) && !isTyped(event) && (event.key.length > 1 || !silent.text);

/** Show all keys, and the switch for those that are one character. */
export function showKeys() {
  const dialog = make("dialog", "segview-keys", document.querySelector(PLACES), { "aria-labelledby": "segview-keys-title" });
  make("h2", "", dialog, { id: "segview-keys-title" }).textContent = "Keys";
  const table = make("table", "", dialog);
  for (const place of new Set(KEYS.map(([place]) => place))) {
    const body = make("tbody", "", table);
    make("th", "", make("tr", "", body), { colspan: 2, scope: "rowgroup" }).textContent = place;
    for (const [, keys, does] of KEYS.filter(([other]) => other === place)) {
      const row = make("tr", "", body);
      make("kbd", "", make("td", "", row)).textContent = keys;
      make("td", "", row).textContent = does;
    }
  }
  const label = make("label", "", dialog);
  const input = make("input", "", label, { type: "checkbox" });
  input.checked = !silent.text;
  input.onchange = () => (silent.text = input.checked ? null : "true");
  label.append("Letters, digits and ? work as keys");
  button(dialog, "Close", "Esc", () => dialog.close());
  dialog.onclose = () => dialog.remove();
  dialog.showModal();
}

window.addEventListener("keydown", (event) => {
  if (event.key === "?" && isForPage(event) && document.querySelector(PLACES)) showKeys();
});

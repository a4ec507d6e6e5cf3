// A few lines of Python in a textarea: Tab and Enter indent, Escape and then Tab leads out.
import { make } from "../dom.js";

const STEP = "    ";

/** Insert text at the cursor, in a way that can be undone. */
function insert(area, text) {
  if (!text) {
    if (area.selectionStart < area.selectionEnd) document.execCommand("delete");
  } else if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
}

/** The lines that a selection touches, from the start of the first. */
function touched(area) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  return { start, text: area.value.slice(start, area.selectionEnd) };
}

function indent(area, back) {
  const { start, text } = touched(area);
  if (!back && area.selectionStart === area.selectionEnd) return insert(area, STEP);
  const changed = text.split("\n").map((line) => (back ? line.replace(/^ {1,4}/, "") : STEP + line)).join("\n");
  area.setSelectionRange(start, area.selectionEnd);
  insert(area, changed);
  if (changed.includes("\n")) area.setSelectionRange(start, start + changed.length);
}

function newLine(area) {
  const { text } = touched(area);
  const indented = /^ */.exec(text)[0];
  insert(area, `\n${indented}${/:\s*(#.*)?$/.test(text) ? STEP : ""}`);
}

export function editor(parent, { label, oninput, oncheck }) {
  const area = make("textarea", "", parent, { "aria-label": label, rows: 7, spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", maxlength: 3000 });
  let leaving = false;
  area.onkeydown = (event) => {
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "Tab" && !leaving && !held && !event.altKey) {
      event.preventDefault();
      indent(area, event.shiftKey);
    } else if (event.key === "Enter" && held) {
      event.preventDefault();
      oncheck();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      newLine(area);
    }
    if (event.key !== "Shift") leaving = event.key === "Escape";
    event.stopPropagation(); // Streamlit has shortcuts of its own
  };
  area.onblur = () => (leaving = false);
  area.oninput = oninput;
  return area;
}

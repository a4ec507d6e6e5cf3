// A lesson on paper: the screen as it is now, then all steps in order, with room to write and without their answers.
import { make } from "../dom.js";
import { showParts, takeParts } from "../scene/parts.js";
import { screens } from "../scene/screens.js";
import { writeView } from "../scene/snapshot.js";
import { openViews } from "../scene/views.js";
import { writeHead } from "../sheet.js";
import { flushAddress } from "./address.js";

const PLACES = ["above", "beside", "below"];
const ANSWER = 2; // lines to write on
const PROGRAM = 7;

export function writeHandout(sheet, { data, kinds }) {
  flushAddress();
  writeHead(sheet, data);
  for (const name of screens.keys()) {
    const screen = document.querySelector(`.st-key-segview-screen-${name}`);
    if (screen?.offsetWidth) writeScreen(sheet, name, screen, data.plotly);
  }
  const list = make("ol", "steps", sheet);
  for (const step of data.steps) {
    if (!write[step.kind]) continue;
    const box = make("li", "step", list, { "data-kind": step.kind });
    const heading = make("h2", "", box);
    heading.textContent = step.title;
    if (kinds[step.kind]) make("small", "", heading).textContent = kinds[step.kind];
    write[step.kind](box, step, data);
  }
  return () => takeParts(sheet);
}

function writeScreen(sheet, name, screen, plotly) {
  const picker = document.querySelectorAll(".st-key-image .segview-control"); // out of sight before a room
  const controls = [...screen.querySelectorAll(".segview-control")].filter((control) => control.offsetWidth);
  const settings = make("ul", "settings", sheet);
  for (const control of [...picker, ...controls]) {
    const value = valueOf(control);
    if (!value) continue;
    const item = make("li", "", settings);
    item.textContent = `${control.querySelector("label").textContent} `;
    make("b", "", item).textContent = value;
  }
  for (const view of openViews) if (view.data.screen === name) writeView(sheet, view);
  const scene = screens.get(name).scene ?? {};
  for (const place of PLACES) if (scene[place]?.length) showParts(make("div", "segview-parts", sheet), scene[place], plotly);
}

/** What a control says, if it takes input. */
function valueOf(control) {
  const input = control.querySelector("input, select");
  if (input.disabled || input.type === "hidden") return "";
  if (input.type === "checkbox") return input.checked ? "on" : "off";
  return input.selectedOptions?.[0].text ?? control.querySelector("output").textContent;
}

function writeText(box, { html }) {
  make("div", "text", box).innerHTML = html; // made from Markdown without HTML
}

function leaveLines(box, count) {
  for (let n = 0; n < count; n++) make("div", "line", box);
}

function leaveBoxes(box, texts) {
  const list = make("ul", "options", box);
  for (const text of texts) make("li", "", list).textContent = text;
}

const write = {
  read(box, step, { plotly }) {
    writeText(box, step);
    showParts(make("div", "segview-parts", box), step.parts.filter(({ kind }) => kind !== "functions"), plotly);
  },
  check(box, step) {
    writeText(box, step);
    leaveBoxes(box, step.data.answers.map(({ text }) => text));
    const [seen, ...answers] = step.data.observe;
    if (seen) {
      make("p", "", box).textContent = seen;
      leaveBoxes(box, answers);
    }
    leaveLines(box, ANSWER);
  },
  find(box, step) {
    writeText(box, step);
    leaveLines(box, ANSWER);
  },
  exercise(box, { exercise }, { exercises }) {
    const { task, names, code, lines } = exercises[exercise];
    make("p", "", box).textContent = task;
    const list = make("ul", "names", box);
    for (const { name, words, value } of names) {
      const item = make("li", "", list);
      make("code", "", item).textContent = name;
      item.append(`: ${words} (${value})`);
    }
    const pre = make("pre", "code", box);
    code.split("____").forEach((text, at) => {
      if (at && lines) leaveLines(pre, PROGRAM);
      else if (at) make("span", "gap", pre);
      pre.append(lines ? text.replace(/^\n|\n$/g, "") : text);
    });
  },
  ending(box, { data }) {
    make("p", "", box).textContent = data.learnt;
  },
};
Object.assign(write, { predict: write.check, draw: write.find, reach: write.find, screen: write.find });

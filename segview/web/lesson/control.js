// One lesson parameter as a native input that reports while it moves.
import { button, make } from "../dom.js";
import { listen, send } from "../events.js";
import { mount } from "../mounting.js";
import { isFollowed } from "../scene/screens.js";
import { openViews } from "../scene/views.js";
import { atRest } from "../server/connection.js";
import { flushAddress, writeToAddress } from "./address.js";
import "./sharing.js";

const REST = 150; // ms without a move, after which the server is told of what the picture follows without it
const PACE = 450; // ms from one step to the next while playing
const PATIENCE = 2000; // ms to wait for an answer before the next value is sent anyway, or the same once more

const build = {
  range(data) {
    const input = document.createElement("input");
    Object.assign(input, { type: "range", min: data.low, max: data.high, step: data.step });
    return { inputs: [input], read: () => Number(input.value), write: (v) => (input.value = v) };
  },
  choice(data) {
    const select = document.createElement("select");
    let told;
    const offer = ({ options, groups }) => {
      if (told === (told = JSON.stringify([options, groups]))) return;
      const { value } = select;
      const made = new Map(options.map(([option, text]) => [option, new Option(text, option)]));
      select.replaceChildren(...made.values());
      for (const [label, members] of Object.entries(groups)) {
        if (members.length) make("optgroup", "", select, { label }).append(...members.map((option) => made.get(option)));
      }
      if (value) select.value = value;
    };
    offer(data);
    return { inputs: [select], offer, read: () => select.value, write: (v) => (select.value = v) };
  },
  toggle() {
    const input = document.createElement("input");
    Object.assign(input, { type: "checkbox", role: "switch" });
    return { inputs: [input], read: () => input.checked, write: (v) => (input.checked = v) };
  },
};

/** Some of several: a list to open, whose heading says how many are chosen. */
build.several = (data) => {
  const box = document.createElement("details");
  const heading = make("summary", "", box);
  const inputs = data.options.map(([value, text]) => {
    const label = make("label", "", make("div", "", box));
    const input = make("input", "", label, { type: "checkbox", value });
    input.addEventListener("input", () => chosen().length || (input.checked = true)); // one at least
    label.append(text);
    return input;
  });
  const chosen = () => inputs.filter(({ checked }) => checked);
  return {
    element: box,
    inputs,
    read: () => chosen().map(({ value }) => value).join(),
    write: (text) => {
      const named = text.split(",");
      for (const input of inputs) input.checked = named.includes(input.value);
    },
    show: () => (heading.textContent = `${data.label}: ${chosen().length} of ${inputs.length}`),
  };
};

// Points are moved in a plot; their input only keeps them.
build.points = () => {
  const input = document.createElement("input");
  input.type = "hidden";
  return { inputs: [input], read: () => input.value, write: (v) => (input.value = v) };
};

const resting = new Set(); // controls that have moved, of which the server is about to be told
const unanswered = new Set(); // and those of which it has been told

let passing = false; // a link that has waited

/** A link waits for the answers: what a page is told once it is left would reach the next one. */
function hold(event) {
  const link = event.target.closest?.("a[href]");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target === "_blank";
  if (!link || elsewhere || passing || link.closest(".segview-presets") || !(resting.size || unanswered.size)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  for (const control of resting) control.rested();
  const end = performance.now() + PATIENCE;
  const go = () => {
    if (unanswered.size && performance.now() < end) return setTimeout(go, 20);
    passing = true;
    [...document.links].find(({ href }) => href === link.href)?.click();
    passing = false;
  };
  go();
}
window.addEventListener("click", hold, { capture: true });

class Control {
  constructor(root, data) {
    this.element = document.createElement("div");
    this.element.className = `segview-control segview-${data.kind}`;
    this.caption = document.createElement("label");
    this.caption.htmlFor = `control-${data.key}`;
    this.output = make("output", "", null, { "aria-live": "off" }); // the input says it
    this.element.append(this.caption);
    if (data.play) this.play = button(this.element, "▶ Play", "Run through the steps", () => this.run(), "play");
    this.element.append(this.output);
    this.field = build[data.kind](data);
    this.field.inputs[0].id = this.caption.htmlFor;
    this.field.inputs.forEach((input) => {
      input.oninput = () => this.moved();
      input.onchange = () => this.tell();
      input.onkeyup = flushAddress;
    });
    this.element.append(this.field.element ?? this.field.inputs[0]);
    root.append(this.element);
    this.inFlight = false;
    this.tries = 0; // how often what is unanswered was sent
    this.stop = [
      listen("set", ({ key, value }) => {
        if (key !== this.data.key) return;
        this.field.write(value);
        this.moved();
      }),
      listen("setting", ({ values }) => this.follow(values)),
      listen("painted", ({ state }) => state[this.data.key] === this.sent && this.answered()),
      listen("back", () => this.tries && this.put(this.wanted)),
    ];
  }

  update({ data, setStateValue }) {
    if (data.page !== this.data?.page) this.path = window.location.pathname;
    this.data = data;
    this.setStateValue = setStateValue;
    this.caption.textContent = data.label;
    this.element.title = data.help ?? "";
    const reason = typeof data.disabled === "string" ? data.disabled : "";
    if (reason && !this.reason) this.reason = make("small", "", this.element);
    if (this.reason) this.reason.textContent = reason;
    this.element.toggleAttribute("data-idle", Boolean(reason));
    const input = this.field.inputs[0];
    this.field.offer?.(data); // images that somebody brings
    if (data.kind === "range") Object.assign(input, { min: data.low, max: data.high, step: data.step });
    for (const one of this.field.inputs) one.disabled = Boolean(data.disabled);
    const back = this.sent === null && !data.chosen; // the default that was asked for is here
    const mine = this.tries || resting.has(this) || this.unset || this.field.inputs.includes(document.activeElement);
    if ((back && this.unset) || !mine || this.sent === undefined) {
      this.field.write(data.value);
      this.unset = false;
      this.sent = data.value;
    } else if (back) this.sent = data.value;
    this.show();
    if (back || (data.value === this.sent && (isFollowed(data.key) || !openViews.size))) this.answered();
  }

  show() {
    const value = this.field.read();
    this.field.show?.();
    this.output.textContent = this.data.kind === "range" ? `${value.toFixed(this.data.digits)}${this.data.unit}` : "";
    if (this.data.kind === "range") {
      this.field.inputs[0].setAttribute("aria-valuetext", this.output.textContent);
      const share = (value - this.data.low) / (this.data.high - this.data.low);
      this.element.style.setProperty("--share", share);
    }
    const fallback = String(this.data.default);
    if (!this.left) writeToAddress(this.data.key, this.unset ? fallback : String(value), fallback);
  }

  /** Whether another page is on its way: it must not be told of this one's controls. */
  get left() {
    return window.location.pathname !== this.path;
  }

  /** The value to have: null stands for the default, which may hang on other controls, so that only the server knows it. */
  get wanted() {
    return this.unset ? null : this.field.read();
  }

  moved() {
    this.unset = false;
    this.show();
    send("moved", { key: this.data.key, value: this.field.read() });
    this.tell();
  }

  /** Tell the server, at once where the picture waits for it, else when the hand rests. */
  tell() {
    if (!isFollowed(this.data.key)) return this.ask();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.rested(), REST);
    this.become(resting);
  }

  rested() {
    clearTimeout(this.rest);
    this.become(this.inFlight ? unanswered : null);
    this.ask();
  }

  /** Take part in a setting, which stands for all controls of the page but those that stay: what it does not name goes to its default. */
  follow(values) {
    const { key, stays, chosen } = this.data;
    if (this.playing) this.halt();
    if (key in values) {
      this.field.write(values[key]);
      this.moved();
    } else if (!stays && (chosen || this.inFlight || this.wanted !== this.data.value)) {
      this.unset = true;
      this.show();
      send("moved", { key });
      this.tell();
    }
  }

  /** Start at the low end, or at the next step if there is one, and go on for as long as anything changes. */
  run() {
    if (this.playing) return this.halt();
    const end = () => Math.min(this.data.last ?? this.data.high, this.data.high);
    const step = () => {
      const next = this.field.read() + this.data.step;
      if (next > end()) return this.halt();
      this.field.write(next);
      this.moved();
    };
    if (this.field.read() >= end()) {
      this.field.write(this.data.low);
      this.moved();
    }
    this.play.textContent = "❚❚ Pause";
    this.playing = setInterval(step, PACE);
  }

  halt() {
    clearInterval(this.playing);
    this.playing = null;
    this.play.textContent = "▶ Play";
  }

  ask() {
    const value = this.wanted;
    if (this.inFlight || value === this.sent) return;
    this.tries = 0;
    this.put(value);
  }

  put(value) {
    if (this.left) return;
    this.inFlight = true;
    this.tries++;
    this.sent = value;
    this.wait();
    this.setStateValue("value", value);
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.waited(), PATIENCE);
    this.become(unanswered);
  }

  /** Be about to tell the server, or wait for its answer, or neither. */
  become(state) {
    for (const one of [resting, unanswered]) one.delete(this);
    state?.add(this);
    this.element.setAttribute("aria-busy", String(Boolean(state)));
  }

  waited() {
    this.become(null);
    this.inFlight = false;
    this.ask();
    if (this.inFlight) return;
    if (!atRest()) this.wait();
    else if (this.tries === 1) this.put(this.sent);
    else this.tries = 0;
  }

  answered() {
    if (!this.tries) return;
    clearTimeout(this.timer);
    this.become(null);
    this.inFlight = false;
    this.tries = 0;
    this.ask();
  }

  remove() {
    clearTimeout(this.timer);
    clearTimeout(this.rest);
    this.become(null);
    clearInterval(this.playing);
    this.stop.forEach((stop) => stop());
    this.element.remove();
    send("left", null);
  }
}

export default (component) => mount(component, Control);

// The guide before a room: a step at a time, and what belongs to it one after the other, by the keys of a remote.
import { follow } from "../course/link.js";
import { button, make } from "../dom.js";
import { listen } from "../events.js";
import { isShortcut, isTyped } from "../keys.js";
import { PRESENTING, presents } from "../presentation.js";
import { fill } from "../scene/fullscreen.js";
import { openViews } from "../scene/views.js";
import { present } from "./present.js";

const TELL = 8000; // ms to read the keys
const PERSONAL = ["results", "missed"]; // kinds of steps about the learner's own answers
const SIZES = [1.5, 1.35, 1.2, 1.1, 1]; // rem of a step's text: the largest that fits
const NEARLY = 4; // px that nobody misses
const FORWARD = ["PageDown", "ArrowRight", "n", "N"];
const BACK = ["PageUp", "ArrowLeft", "p", "P"];
const PLAY = ["b", "B", "."];
const OWN_ARROWS = "[tabindex], input, select, [role=radio]";

let backwards = false; // whether the page was reached from the one after it

export class Talk {
  constructor(guide) {
    this.guide = guide;
    this.line = make("div", "talk", null, { role: "group", "aria-label": "Presentation" });
    guide.box.prepend(this.line);
    this.place = make("span", "place", this.line);
    const ways = [["‹", "Back (Page Up)", () => this.go(-1)], ["›", "Next (Page Down)", () => this.go(1)], ["⤢", "Full screen (F)", () => fill(document.documentElement)], ["✕", "Leave the presentation (Esc)", () => present(false)]];
    for (const [text, help, react] of ways) button(this.line, text, help, react).ariaLabel = help;
    this.built = 0;
    this.stop = listen("presented", (on) => this.begin(on));
    this.resized = () => this.fit();
    window.addEventListener("resize", this.resized);
    this.watching = new ResizeObserver(this.resized);
    this.watching.observe(guide.list);
  }

  /** The steps that a room sees. */
  get steps() {
    return this.guide.steps.filter(({ told }) => !PERSONAL.includes(told.kind));
  }

  /** The step with which the page begins where the address names none. */
  get first() {
    if (!presents()) return this.guide.steps[0];
    return backwards ? this.steps.at(-1) : this.steps[0];
  }

  /** Show the open step as a room sees it, or as a learner does. */
  begin(on) {
    const { open } = this.guide;
    if (!this.steps.includes(open)) this.guide.go(this.steps[0]);
    else open.reopen();
    if (on) this.tellKeys();
  }

  tellKeys() {
    this.keys?.remove();
    const box = (this.keys = make("dl", "segview-remote", document.body));
    for (const [, key, what] of PRESENTING) {
      make("dt", "", box).textContent = key;
      make("dd", "", box).textContent = what;
    }
    clearTimeout(this.telling);
    this.telling = setTimeout(() => box.remove(), TELL);
  }

  /** A step has been opened. */
  opened() {
    const { open, data, presets } = this.guide;
    this.built = 0;
    const at = this.steps.indexOf(open);
    this.place.textContent = `${at + 1} / ${this.steps.length}`;
    data.presets.forEach(({ after }, i) => presets.links[i].classList.toggle("here", after === open.told.key));
    if (presents()) openViews.forEach(({ selection }) => selection.clear());
    backwards = false;
    this.fit();
  }

  /** What belongs to the open step, in the order in which it is shown after it. */
  get builds() {
    const { guide } = this;
    const { open, data } = guide;
    const after = data.presets.filter((preset) => preset.after === open.told.key);
    const reveal = open.content.reveal ? [() => open.content.reveal()] : [];
    return [...reveal, ...after.map((preset) => () => guide.choose(preset))];
  }

  go(by) {
    if (by > 0 && this.scrolls()) return;
    if (by > 0 && this.built < this.builds.length) this.build();
    else if (by < 0 && this.built > 0) this.rebuild(this.built - 1);
    else this.turn(by);
  }

  build() {
    this.builds[this.built++]();
    this.fit();
  }

  /** Show the open step anew, with so many of its builds. */
  rebuild(count) {
    this.guide.open.again();
    this.opened();
    while (this.built < count) this.build();
  }

  /** Go to another step, or to another lesson from the last one. */
  turn(by) {
    const { guide, steps } = this;
    const next = steps[steps.indexOf(guide.open) + by];
    if (!next) return this.leave(by);
    guide.go(next);
    if (by < 0) while (this.built < this.builds.length) this.build();
  }

  leave(by) {
    const { back, next } = this.guide.steps.at(-1).data;
    const slug = by > 0 ? next?.slug : back;
    if (!slug) return;
    backwards = by < 0;
    follow(new URL(slug, window.location.href).href);
  }

  /** Where a text is longer than the screen, it is read to its end first. */
  scrolls() {
    const { list } = this.guide;
    if (list.scrollTop + list.clientHeight >= list.scrollHeight - NEARLY) return false;
    list.scrollBy(0, list.clientHeight / 2);
    return true;
  }

  /** Give the text the largest size at which all of it is in sight. */
  fit() {
    if (!presents()) return;
    const { list } = this.guide;
    for (const size of SIZES) {
      list.style.setProperty("--told", `${size}rem`);
      if (list.scrollHeight <= list.clientHeight) break;
    }
  }

  /** Whether a key is done with: the presentation's own, or one that belongs to what has the focus. */
  pressed(event) {
    if (isShortcut(event)) return true;
    const { key, target } = event;
    const arrow = key.startsWith("Arrow") && target.closest?.(OWN_ARROWS);
    const way = arrow ? 0 : FORWARD.includes(key) ? 1 : BACK.includes(key) ? -1 : 0;
    if (!way && (arrow || isTyped(event))) return true;
    if (way) this.go(way);
    else if (PLAY.includes(key)) this.play();
    else if (key === "f" || key === "F") fill(document.documentElement);
    else return false;
    event.preventDefault();
    return true;
  }

  play() {
    [...document.querySelectorAll(".segview-control .play")].find((made) => made.offsetParent)?.click();
  }

  remove() {
    this.stop();
    clearTimeout(this.telling);
    this.keys?.remove();
    this.watching.disconnect();
    window.removeEventListener("resize", this.resized);
  }
}

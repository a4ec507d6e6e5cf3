// What the page says to those who hear it: one polite line, written when nothing has moved for a while.
import { make } from "./dom.js";

const REST = 700; // ms

const line = make("p", "segview-said", document.body, { role: "status", "data-status": "" });
const news = new Map(); // the newest text about each topic
let timer;

/** Say a text once everything rests and it can be `seen`, unless something newer about the same topic comes before. */
export function say(topic, text, seen = () => true) {
  news.set(topic, { text, seen });
  line.textContent = ""; // so that the same words are news once more
  clearTimeout(timer);
  timer = setTimeout(speak, REST);
}

/** Write a text and say it, if it is another one. */
export function tell(element, text) {
  if (element.textContent === text) return;
  element.textContent = text;
  say(element, text, () => element.isConnected);
}

function speak() {
  const texts = [...news.values()].filter(({ text, seen }) => seen() && text);
  line.textContent = texts.map(({ text }) => text.replace(/[.]$/, "")).join(". ");
  news.clear();
}

/** What is new about a part of the page, as long as it can be seen. */
export class News {
  constructor(root) {
    this.root = root;
    this.said = {}; // by topic
  }

  say(topic, text) {
    if (text === this.said[topic]) return;
    this.said[topic] = text;
    say(topic, text, () => this.seen(topic));
  }

  /** Asked when everything rests: to know it takes all styles of the page. */
  seen(topic) {
    const seen = this.root.checkVisibility();
    if (!seen) delete this.said[topic];
    return seen;
  }
}

// What is waited for, said only when it takes longer than one would notice.
import { make } from "../dom.js";

const PATIENCE = 300; // ms

export class Waiting {
  begin(text) {
    this.timer ??= setTimeout(() => this.say(text), PATIENCE);
  }

  say(text) {
    clearTimeout(this.timer);
    this.line ??= make("div", "segview-waiting", document.body, { role: "status" });
    this.line.textContent = text;
  }

  sayBusy() {
    this.say("Many learners ask at the same time. Yours comes in a moment …");
  }

  end() {
    clearTimeout(this.timer);
    this.timer = null;
    this.line?.remove();
    this.line = null;
  }
}

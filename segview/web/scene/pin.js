// What a screen has pinned: a setting, and its scene on the image that is on screen.
import { listen, send } from "../events.js";
import { obtain } from "./answers.js";
import { Waiting } from "./waiting.js";

const FAR = "What is pinned cannot be fetched now.";
const UNSEEN = "What is pinned can be shown once the controls have been at its values.";

export class Pin {
  constructor(screen) {
    this.screen = screen;
    this.scene = null;
    this.note = ""; // why there is no scene
    this.waiting = new Waiting();
    const query = new URL(window.location.href).searchParams.get("pin");
    this.values = query === null ? null : ownValues(Object.fromEntries(new URLSearchParams(query)));
    this.stop = listen("pin", (setting) => this.take(setting && ownValues(setting.values)));
  }

  /** Pin these values, which stand for all controls but the image; null takes the pin away. */
  take(values) {
    this.waiting.end();
    this.values = values;
    this.asked = null;
    this.show(values && this.scene);
    this.follow();
  }

  /** Have the scene of what is pinned on the image of the moment; until it is here, the one before stays. */
  async follow() {
    const { screen, values } = this;
    if (!values) return;
    const address = screen.addressOf({ ...values, image: screen.chosen.image });
    if (address === this.asked) return;
    const unknown = Object.keys(values).filter((key) => !Object.hasOwn(screen.data.controls, key));
    if (unknown.length) return this.refuse(`This lesson has no control “${unknown[0]}”.`);
    if (screen.data.sent) return this.keepWhatWasSent(address);
    this.asked = address;
    this.waiting.begin("What is pinned: computing …");
    try {
      const scene = await obtain(address, screen.base, { onBusy: () => this.waiting.sayBusy() });
      if (address !== this.asked) return;
      this.waiting.end();
      this.show(scene);
    } catch ({ why }) {
      if (address !== this.asked) return;
      this.waiting.end();
      this.asked = null;
      if (why) this.refuse(why);
      else this.show(null, FAR);
    }
  }

  /** Where scenes are sent, there is only the one on screen. */
  keepWhatWasSent(address) {
    const { screen } = this;
    if (!screen.settled || address !== screen.addressOf(screen.chosen)) return this.show(null, UNSEEN);
    this.asked = address;
    this.show(screen.scene);
  }

  refuse(why) {
    this.values = null;
    this.show(null, `Nothing is pinned: ${why}`);
  }

  show(scene, note = "") {
    this.scene = scene;
    this.note = note;
    send("pinned", { screen: this.screen.data.name, query: this.values && String(new URLSearchParams(this.values)) });
  }

  remove() {
    this.waiting.end();
    this.asked = null;
    this.stop();
  }
}

/** Those of the values that are somebody's choice; a pin is always on the image that is on screen. */
const ownValues = (values) => Object.fromEntries(Object.entries(values).filter(([key, value]) => key !== "image" && value !== null));

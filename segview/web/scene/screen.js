// A component without a face: asks for the scenes of a screen as its controls move, and hands them out.
import { listen, send } from "../events.js";
import { mount } from "../mounting.js";
import { Ahead } from "./ahead.js";
import { obtain, recall } from "./answers.js";
import { Pin } from "./pin.js";
import { screens } from "./screens.js";
import { Waiting } from "./waiting.js";

const REST = 150; // ms without a move, after which a scene is asked for that the browser decides itself meanwhile
const MAIN = "screen"; // the one of several screens on a page that can be pinned

class Screen {
  constructor(root, data) {
    this.data = data;
    this.scene = null; // what is on screen
    this.moved = {}; // values that the server has not been told yet; null is the default
    this.used = null; // the control moved last
    this.waiting = new Waiting();
    this.ahead = new Ahead(this);
    if (data.name === MAIN) this.pin = new Pin(this);
    screens.set(data.name, this);
    this.stop = listen("moved", ({ key, value = null }) => this.controlMoved(key, value));
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.giveUp = () => setStateValue("cut", data.version);
    const told = data.sent?.state ?? data.chosen;
    for (const [key, value] of Object.entries(this.moved)) {
      if (value === null ? !(key in data.chosen) : value === told[key]) delete this.moved[key];
    }
    if (data.sent) this.show(data.sent, null);
    this.follow();
  }

  /** Whether the picture follows a control without Streamlit. */
  follows(key) {
    return this.data.sent ? this.decides(key) : this.knows(key);
  }

  knows(key) {
    return key in this.data.controls || key in this.data.chosen;
  }

  decides(key) {
    return Boolean(this.scene?.view?.rule?.controls.includes(key));
  }

  controlMoved(key, value) {
    if (!this.knows(key) || value === (this.chosen[key] ?? null)) return;
    this.moved[key] = value;
    this.used = key;
    this.ahead.stop();
    clearTimeout(this.rest);
    if (this.decides(key)) this.rest = setTimeout(() => this.follow(), REST);
    else this.follow();
    send("asked");
  }

  // Addresses

  /** Values that somebody has chosen. */
  get chosen() {
    return { ...this.data.chosen, ...this.moved };
  }

  addressOf(values) {
    const { address, controls } = this.data;
    const query = new URLSearchParams();
    for (const key of [...Object.keys(controls), "image"]) if (values[key] !== undefined && values[key] !== null) query.set(key, values[key]);
    return `${address}?${query}`;
  }

  /** The address of a setting, which stands for all controls but the image. */
  addressAt(values) {
    const { image } = this.chosen;
    return this.addressOf({ image, ...values });
  }

  get base() {
    return this.addressAt({});
  }

  // Scenes

  /** Whether what is on screen is what the controls say. */
  get settled() {
    return this.data.sent ? !Object.keys(this.moved).length : this.shown === this.addressOf(this.chosen);
  }

  /** Ask until what is on screen is what is wanted; meanwhile the newest there is stays. */
  async follow() {
    if (this.data.sent) return;
    const here = recall(this.addressOf(this.chosen));
    if (here) this.show(here, this.addressOf(this.chosen));
    if (here || this.asking) return;
    this.asking = true;
    this.waiting.begin(this.announcement);
    if (!this.scene) obtain(this.base, this.base).catch(() => {}); // whatever the setting, it shares arrays with this one
    try {
      for (let wanted = this.addressOf(this.chosen); wanted !== this.shown; wanted = this.addressOf(this.chosen)) {
        const before = this.shown;
        const scene = await obtain(wanted, this.base, { onBusy: () => this.waiting.sayBusy() });
        if (this.removed) return;
        if (this.shown === before || wanted === this.addressOf(this.chosen)) this.show(scene, wanted);
      }
    } catch (error) {
      if (this.removed) return;
      console.warn(error.message);
      if (!Object.keys(this.moved).length) this.giveUp(); // else Streamlit is about to be told of it
    } finally {
      this.asking = false;
      this.waiting.end();
    }
  }

  get announcement() {
    const { label } = this.data.controls[this.used] ?? {};
    return label ? `${label}: computing …` : "Computing …";
  }

  show(scene, address) {
    this.shown = address;
    this.scene = scene;
    send("scene", { screen: this.data.name, scene });
    this.pin?.follow();
    if (address) this.ahead.restart();
  }

  remove() {
    this.removed = true;
    if (screens.get(this.data.name) === this) screens.delete(this.data.name);
    clearTimeout(this.rest);
    this.ahead.stop();
    this.waiting.end();
    this.pin?.remove();
    this.stop();
  }
}

export default (component) => mount(component, Screen, component.data.address);

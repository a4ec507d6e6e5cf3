// Looking ahead: while the hand rests, the scenes that it may ask for next are fetched.
import { obtain, recall } from "./answers.js";
import { offered } from "./offers.js";

const REST = 200; // ms without a move before looking ahead
const AT_ONCE = 3;
const FAR = 24; // values in each direction of the control in use
const NEAR = 1; // and of the others

let battery;
navigator.getBattery?.().then((found) => (battery = found), () => {});

/** How many scenes the connection and the battery allow. */
function allowance() {
  const { saveData, effectiveType = "4g" } = navigator.connection ?? {};
  const exhausted = battery && !battery.charging && battery.level < 0.2;
  if (saveData || exhausted || document.hidden || /2g/.test(effectiveType)) return 0;
  return effectiveType === "3g" ? 12 : 60;
}

/** Values that a control may have next, the nearest first. */
export function nextValues({ kind, low, high, step, digits, options }, value, far) {
  if (kind === "toggle") return [!value];
  if (kind === "choice") return options.map(([option]) => option).filter((option) => option !== value);
  if (kind !== "range") return [];
  const next = [];
  for (let n = 1; n <= far; n++) for (const at of [value + n * step, value - n * step]) next.push(Number(at.toFixed(digits)));
  return next.filter((at) => at >= low && at <= high);
}

export class Ahead {
  constructor(screen) {
    this.screen = screen;
    this.round = 0;
  }

  /** Begin anew, once the hand rests. */
  restart() {
    this.stop();
    this.timer = setTimeout(() => this.run(++this.round), REST);
  }

  stop() {
    clearTimeout(this.timer);
    this.round++;
  }

  async run(round) {
    const left = this.addresses().slice(0, allowance());
    const work = async () => {
      while (left.length && round === this.round && !document.hidden) {
        await obtain(left.shift(), this.screen.base, { ahead: true }).catch(() => (left.length = 0));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** What may be asked for next: the control in use, the other controls, what presets and questions set. */
  addresses() {
    const { screen } = this;
    const { controls } = screen.data;
    const { state } = screen.scene;
    const keys = Object.keys(controls).sort((a, b) => (b === screen.used) - (a === screen.used));
    const moves = keys.flatMap((key) => nextValues(controls[key], state[key], key === screen.used ? FAR : NEAR).map((value) => ({ [key]: value })));
    const settings = [...offered].flat();
    const found = [...moves.map((move) => screen.addressOf({ ...screen.chosen, ...move })), ...settings.map((values) => screen.addressAt(values))];
    return [...new Set(found)].filter((address) => !recall(address));
  }
}

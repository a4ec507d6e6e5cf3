// Figures to keep: the linked view as it is on the screen. It also tells the server when another scene is there to be kept.
import { button, make } from "../dom.js";
import { listen } from "../events.js";
import { mount } from "../mounting.js";
import { draw, pngOf, svgOf } from "../scene/drawing.js";
import { openViews } from "../scene/views.js";

const KINDS = { png: ["Figures (PNG)", pngOf], svg: ["Figures (SVG)", svgOf] };
const REST = 400; // ms, more than until the server knows of what was moved

class Figures {
  constructor(root) {
    this.box = make("div", "segview-figures", root, { role: "group", "aria-label": "Save figures" });
    for (const [ending, [title, write]] of Object.entries(KINDS)) {
      button(this.box, title, "All panels and plots as they are on the screen", () => this.save(ending, write), ending);
    }
    this.stop = listen("painted", ({ state }) => this.follow(state));
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.tell = (shown) => setStateValue("shown", shown);
    if (this.shown) this.follow(this.shown);
  }

  /** Let the server follow what is on the screen, once it rests. */
  follow(shown) {
    this.shown = shown;
    clearTimeout(this.timer);
    const late = Object.entries(this.data.state).some(([key, value]) => key in shown && shown[key] !== value);
    this.box.toggleAttribute("data-settling", late);
    if (late) this.timer = setTimeout(() => this.tell(JSON.stringify(shown)), REST);
  }

  async save(ending, write) {
    const [view] = openViews;
    if (!view?.scene) return;
    const href = URL.createObjectURL(await write(await draw(view)));
    make("a", "", null, { href, download: `${this.data.name}-figures.${ending}` }).click();
    URL.revokeObjectURL(href);
  }

  remove() {
    clearTimeout(this.timer);
    this.stop();
    this.box.remove();
  }
}

export default (component) => mount(component, Figures);

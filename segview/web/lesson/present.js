// The switch of the presentation: a button, a key and the address, which keeps it from page to page.
import { button } from "../dom.js";
import { send } from "../events.js";
import { isShortcut, isTyped } from "../keys.js";
import { mount } from "../mounting.js";
import { presents } from "../presentation.js";
import { writeToAddress } from "./address.js";

const asked = () => new URLSearchParams(window.location.search).get("present") === "1";

/** Begin or end to present. */
export function present(on) {
  if (on !== presents()) {
    document.documentElement.toggleAttribute("data-present", on);
    if (!on && document.fullscreenElement) document.exitFullscreen();
    send("presented", on);
    window.dispatchEvent(new Event("resize")); // all sizes have changed
  }
  writeToAddress("present", on ? "1" : null, null);
}

class Present {
  constructor(root) {
    this.button = button(root, "Present", "Show this page to a room (key T)", () => present(true), "segview-present");
    this.press = (event) => this.pressed(event);
    this.turned = () => present(asked());
    window.addEventListener("keydown", this.press);
    window.addEventListener("popstate", this.turned);
    present(presents() || asked());
  }

  pressed(event) {
    const { key } = event;
    if (isShortcut(event) || isTyped(event)) return;
    if (key === "t" || key === "T") present(!presents());
    else if (key === "Escape" && presents()) present(false);
  }

  remove() {
    window.removeEventListener("keydown", this.press);
    window.removeEventListener("popstate", this.turned);
    this.button.remove();
  }
}

export default (component) => mount(component, Present, component.data.page);

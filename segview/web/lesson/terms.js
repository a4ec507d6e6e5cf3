// The terms of an image, and the button by which somebody agrees to them: a cookie says so from then on.
import { button, make } from "../dom.js";
import { mount } from "../mounting.js";

const YEAR = 365 * 24 * 60 * 60; // s

/** Remember it for all pages of the course, in this browser. */
function remember({ cookie, id }) {
  const { pathname, protocol } = new URL(".", document.baseURI);
  const known = document.cookie.match(new RegExp(`(?:^|; )${cookie}=([^;]*)`))?.[1].split(".") ?? [];
  const every = [...new Set([...known, id])].join(".");
  document.cookie = `${cookie}=${every}; path=${pathname}; max-age=${YEAR}; samesite=lax${protocol === "https:" ? "; secure" : ""}`;
}

class Terms {
  constructor(root, data) {
    this.box = make("section", "segview-terms", root, { "aria-label": data.title });
    make("p", "", this.box).textContent = data.about;
    const list = make("ul", "", this.box);
    for (const one of data.asks) make("li", "", list).textContent = one;
    const whole = make("p", "", this.box);
    make("a", "", whole, { href: data.link, target: "_blank", rel: "noopener" }).textContent = `${data.title}, in full`;
    const actions = make("p", "", this.box);
    button(actions, "I agree: show the real slices", "This browser remembers it for a year", () => {
      remember(data);
      this.agree();
    });
    make("p", "instead", this.box).textContent = `Until then you see “${data.instead}”.`;
  }

  update({ setTriggerValue }) {
    this.agree = () => setTriggerValue("agreed", true);
  }

  remove() {
    this.box.remove();
  }
}

export default (component) => mount(component, Terms, component.data);

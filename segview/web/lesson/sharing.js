// Sharing a view: a dialog with the link that shows it anywhere, and the same as a QR code for everybody in the room.
import { button, make } from "../dom.js";
import { listen } from "../events.js";
import { screens } from "../scene/screens.js";
import { flushAddress } from "./address.js";

const OWN = ["image", "step", "pin"]; // what the address says besides controls
const LONGEST = 1500; // characters of a link: the code of a longer one is too fine to be read from afar
const ALONE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const MOVED = "The selection is not in the link: at these settings, what you drew stands for other pixels. Draw it again to share it.";
const LONG = "The selection is not in the link: it takes too many words. One with fewer strokes can be shared.";
const UNPAINTED = "What you painted is not in the link: it takes too many words. “Save strokes” writes it into a file.";
const FINE = "The link is too long for a QR code.";
const here = (name) => `Only this computer knows the address “${name}”: for others, open the course under the name that this computer has in the network.`;
const BARE = "The QR code cannot be fetched here. The link works without it.";

/** A query with those signs as they are that browsers write in three letters without need. */
const brief = (query) => String(query).replace(/%(?:2C|3A|3B)/g, decodeURIComponent);

/** The link to what a view shows, and what is to be said about it. */
export function linkTo(view) {
  flushAddress();
  const { origin, pathname, searchParams } = new URL(window.location.href);
  const { controls } = screens.get(view.data.screen).data;
  const keys = [...screens.values()].flatMap(({ data }) => Object.keys(data.controls));
  const known = (name) => keys.includes(name) || OWN.includes(name);
  const query = [...searchParams].filter(([name]) => known(name));
  const [first] = Object.keys(controls);
  // Where a control is named, no step sets any when the page opens.
  if (first && !query.some(([name]) => keys.includes(name))) query.push([first, view.scene.values[first]]);
  const look = view.look.write();
  const write = (parts) => `${origin}${pathname}?${brief(new URLSearchParams([...query, ...parts]))}`;
  const link = write(look);
  const { key, text } = view.painter;
  const notes = key && text && searchParams.get(key) !== text ? [UNPAINTED] : [];
  const selects = look.some(([name]) => name === "select");
  if (selects && link.length > LONGEST) return { link: write(look.filter(([name]) => name !== "select")), notes: [LONG, ...notes] };
  return { link, notes: view.selection.holds ? notes : [MOVED, ...notes] };
}

class Sharing {
  constructor(view) {
    const { link, notes } = linkTo(view);
    this.dialog = make("dialog", "segview-share", view.root, { "aria-labelledby": "segview-share-title" });
    this.dialog.onkeydown = (event) => event.stopPropagation(); // its keys are not those of the page
    this.dialog.onclose = () => this.dialog.remove();
    this.dialog.onclick = ({ target }) => target === this.dialog && this.dialog.close();
    const readable = link.length <= LONGEST;
    if (readable) this.showCode(link);
    this.writeLink(make("div", "told", this.dialog), link, readable ? notes : [FINE, ...notes]);
    this.dialog.showModal();
    this.field.select();
    this.field.scrollTop = 0;
  }

  showCode(link) {
    const address = new URL(`qr?${new URLSearchParams({ link })}`, document.baseURI);
    const code = make("img", "code", this.dialog, { src: address.href, alt: "QR code of the link" });
    code.onerror = () => {
      code.remove();
      make("p", "", this.dialog).textContent = BARE;
    };
  }

  writeLink(box, link, notes) {
    make("h2", "", box, { id: "segview-share-title" }).textContent = "Share this view";
    this.field = make("textarea", "link", box, { readonly: "", rows: 5, "aria-label": "Link to this view" });
    this.field.value = link;
    const actions = make("div", "actions", box);
    this.copied = button(actions, "Copy link", "Take the link to the clipboard", () => this.copy(), "copy");
    button(actions, "Close", "Close (Esc)", () => this.dialog.close(), "close");
    const { hostname } = window.location;
    for (const note of ALONE.test(hostname) ? [...notes, here(hostname)] : notes) make("p", "note", box).textContent = note;
  }

  /** Browsers keep the clipboard from pages that come without encryption; a selected text can be copied in all. */
  async copy() {
    this.field.select();
    try {
      await navigator.clipboard.writeText(this.field.value);
    } catch {
      document.execCommand("copy");
    }
    this.copied.textContent = "Copied";
  }
}

listen("share", ({ view }) => view.scene && new Sharing(view));

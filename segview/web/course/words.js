// Words of the glossary in a text: a click opens the definition beside the word.
import { make } from "../dom.js";

const GAP = 6; // px between word and definition

/** Explains the `button.word`s of a part of the page; `definitions` are HTML by term. */
export class Words {
  constructor(root, definitions) {
    this.root = root;
    this.box = make("div", "segview-definition", root, { popover: "auto", role: "note" });
    this.open = ({ target }) => target.matches("button.word") && this.explain(target);
    root.addEventListener("click", this.open);
    this.update(definitions);
  }

  update(definitions) {
    this.definitions = definitions;
  }

  explain(word) {
    this.box.innerHTML = this.definitions[word.dataset.word]; // made from Markdown without HTML
    this.box.showPopover();
    const { left, top, bottom } = word.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const below = bottom + GAP + height <= window.innerHeight;
    this.box.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - width - GAP))}px`;
    this.box.style.top = `${below ? bottom + GAP : Math.max(GAP, top - height - GAP)}px`;
  }

  remove() {
    this.root.removeEventListener("click", this.open);
    this.box.remove();
  }
}

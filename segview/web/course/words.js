// Words of the glossary in a text: a click opens the definition beside the word.
import { make } from "../dom.js";
import { placeBeside } from "../placing.js";

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
    placeBeside(this.box, word);
  }

  remove() {
    this.root.removeEventListener("click", this.open);
    this.box.remove();
  }
}

// What the dots of a plot are coloured by: what its lesson says, until the learner chooses something else.
import { dropDown } from "../dom.js";

const COLOURS = { truth: "by truth", result: "by result", errors: "by error", density: "by density" };

export class Colouring {
  constructor(plot) {
    this.plot = plot;
    this.chosen = null;
    this.offered = [];
  }

  /** Labels that are not there yet leave the density to be shown. */
  get now() {
    const wanted = this.chosen ?? this.plot.spec.colour;
    return this.plot.dense && !this.offered.includes(wanted) ? "density" : wanted;
  }

  /** Let the learner choose among what there is. */
  offer({ labels }) {
    const { plot } = this;
    const known = Object.entries(COLOURS).filter(([name]) => labels[name] || (name === "density" && plot.dense));
    const offered = known.map(([name]) => name);
    if (this.offered.join() === offered.join()) return;
    this.offered = offered;
    this.select?.remove();
    this.select = dropDown(plot.figure.extras, "Colour the dots", Object.fromEntries(known), (name) => {
      this.chosen = name;
      plot.view.refresh({ whole: true });
    });
    this.select.value = this.now;
    this.entitle();
  }

  entitle() {
    if (this.select) this.select.ariaLabel = `Colour the dots of ${this.plot.name}`;
  }

  paletteOf({ palette }) {
    return palette[this.now === "errors" ? "errors" : "labels"];
  }

  /** Colours of the dots; those of hidden classes are not drawn. */
  wordsOf(scene) {
    const { words, faded } = this.paletteOf(scene);
    const { hidden } = this.plot.view;
    if (this.now === "errors" || !hidden.size) return { words, faded };
    const hide = (word, label) => (hidden.has(label) ? 0 : word);
    return { words: words.map(hide), faded: faded.map(hide) };
  }
}

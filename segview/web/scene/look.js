// How a view looks beyond its scene: what is selected, zoomed, coloured, hidden. It travels in the address of a shared link alone:
// there it is written once, where the address bar would have to follow every stroke with hundreds of letters.
import { send } from "../events.js";
import { knows, wholeIndex } from "./scene.js";
import { screens } from "./screens.js";
import { digitsFor, rounded } from "./simplifying.js";
import { missingInSteps, readSteps, writeSteps } from "./steps.js";

const PARTS = ["full", "large", "colour", "lens", "hidden", "patterns", "over", "probe", "select"]; // in the order in which they are taken
const PIXEL = 2; // digits of a plot's axis are as fine as half a pixel

const isNumber = (text) => /^-?\d{1,9}(\.\d{1,9})?$/.test(text ?? "");
const isCount = (text) => /^\d{1,9}$/.test(text ?? "");
const inParts = (text) => text.split("*").map((part) => part.split("_"));

/** Each part of a look: its text, empty where it is as at first; and how a view takes it, which says whether it can. */
const KINDS = {
  /** Which plot of a matrix is large. */
  large: {
    write: ({ matrix }) => (matrix && matrix.picked !== matrix.first ? `${matrix.plots.indexOf(matrix.picked)}` : ""),
    take({ matrix }, text) {
      const plot = isCount(text) && matrix?.plots[text];
      if (plot) matrix.pick(plot);
      return Boolean(plot);
    },
  },
  /** Plots whose axes reach as far as the values can. */
  full: {
    write: ({ plots }) => plots.flatMap(({ whole }, n) => (whole ? [n] : [])).join("_"),
    take({ plots }, text) {
      const chosen = text.split("_").map((n) => isCount(n) && plots[n]);
      for (const plot of chosen) if (plot && !plot.whole) plot.reachAll.click();
      return chosen.every(Boolean);
    },
  },
  /** What the dots of plots are coloured by. */
  colour: {
    write: ({ plots }) => plots.flatMap(({ colouring: { chosen } }, n) => (chosen ? [`${n}_${chosen}`] : [])).join("*"),
    take: ({ plots }, text) => inParts(text).every(([n, name]) => choose(isCount(n) && plots[n]?.colouring.select, name)),
  },
  /** The part of the images that is seen, and the ranges of axes. */
  lens: {
    write({ lens, plots }) {
      const images = lens.scale > 1 ? [["images", ...[lens.scale, lens.x, lens.y].map((value) => rounded(value, 4))]] : [];
      const axes = plots.flatMap((plot, n) => (plot.zoomed ? [[n, ...endsOf(plot)]] : []));
      return [...images, ...axes].map((part) => part.join("_")).join("*");
    },
    take: (view, text) => inParts(text).every(([of, ...numbers]) => numbers.every(isNumber) && (of === "images" ? look : reach)(view, numbers.map(Number), of)),
  },
  hidden: {
    write: ({ hidden }) => [...hidden].sort().join("_"),
    take(view, text) {
      const labels = text.split("_");
      const known = labels.every((label) => isCount(label) && label < view.scene.k);
      if (known) for (const label of new Set(labels)) view.toggleClass(Number(label));
      return known;
    },
  },
  patterns: {
    write: ({ patterns }) => (patterns ? "1" : ""),
    take(view, text) {
      if (text === "1" && !view.patterns) view.usePatterns(true);
      return text === "1";
    },
  },
  /** What lies over the image, and how strongly. */
  over: {
    write(view) {
      const { name, strength } = overlayOf(view) ?? {};
      return name ? `${name}_${strength.value}` : "";
    },
    take(view, text) {
      const [name, strength] = text.split("_");
      const overlay = overlayOf(view);
      if (!overlay || !isNumber(strength) || !knows(view.scene, name) || !choose(overlay.select, name)) return false;
      overlay.strength.value = strength;
      overlay.strength.oninput();
      return true;
    },
  },
  /** The pixel that is marked, counted in the whole image. */
  probe: {
    write: ({ kept, scene }) => (kept < 0 ? "" : `${wholeIndex(scene, kept)}`),
    take(view, text) {
      const { width, step, shape } = view.scene;
      const [row, column] = [Math.floor(text / width / step), Math.floor((text % width) / step)];
      const known = isCount(text) && row < shape.height && column < shape.width;
      if (known) view.keep(row * shape.width + column);
      return known;
    },
  },
  select: {
    write: ({ selection }) => (selection.holds ? writeSteps(selection.steps) : ""),
    take(view, text) {
      const steps = readSteps(text);
      if (!steps) return false;
      const [missing] = missingInSteps(steps, view.scene);
      if (missing) return `The link selects by “${missing}”, which is not on screen at these settings: nothing is selected.`;
      view.selection.follow(steps);
      return true;
    },
  },
};

const overlayOf = ({ pictures }) => pictures.find(({ overlay }) => overlay)?.overlay;

/** Choose in a drop-down, as a hand does, if it has that. */
function choose(select, value) {
  const known = Boolean(select) && [...select.options].some((option) => option.value === value);
  if (known) {
    select.value = value;
    select.onchange();
  }
  return known;
}

function endsOf({ ranges, wide, high }) {
  return ranges.flatMap((range, axis) => {
    const digits = digitsFor((range[1] - range[0]) / PIXEL / [wide, high][axis]);
    return range.map((end) => rounded(end, digits));
  });
}

function look(view, [scale, x, y]) {
  if (!(scale > 1 && y >= 0)) return false;
  const about = (start) => (start * scale) / (scale - 1); // the place that stays where it is
  view.lens.reset();
  view.lens.zoomAt(scale, about(x), about(y));
  return true;
}

function reach({ plots }, [x0, x1, y0, y1], n) {
  const plot = isCount(n) && plots[n];
  if (!plot?.home || !(x0 < x1 && y0 < y1)) return false;
  const ranges = [[x0, x1], [y0, y1]].map((range, axis) => (plot.fixed.includes(axis) ? plot.home[axis] : range));
  plot.moveTo(plot.fit(ranges));
  plot.axes.reach();
  return true;
}

export class Look {
  /** What the address says is taken once, when there is something to look at. */
  constructor(view) {
    this.view = view;
    const query = new URL(window.location.href).searchParams;
    this.wanted = PARTS.flatMap((name) => (query.has(name) ? [[name, query.get(name)]] : []));
  }

  /** Take what the address says, once the scene of its controls and what is pinned beside it are there. */
  take() {
    const { view, wanted } = this;
    if (!wanted.length || !view.scene || !(screens.get(view.data.screen)?.settled ?? true) || view.comparison.awaited) return;
    this.wanted = [];
    const notes = wanted.flatMap(([name, text]) => {
      const taken = KINDS[name].take(view, text);
      return taken === true ? [] : [taken || `The link says “${name}=${text.slice(0, 40)}”, which cannot be shown here.`];
    });
    view.status.showNote(notes.join(" "));
    send("looked", wanted.map(([name]) => name));
  }

  /** What is not as at first, as [name, text] of an address. */
  write() {
    return PARTS.map((name) => [name, KINDS[name].write(this.view)]).filter(([, text]) => text);
  }
}

// Panels in their groups: built when they come, kept while they stay.
import { make } from "../dom.js";
import { Histogram } from "./histogram.js";
import { Matrix } from "./matrix.js";
import { Picture } from "./picture.js";
import { Plot } from "./plot.js";

const PANELS = { image: Picture, scatter: Plot, histogram: Histogram };

/** What tells panels apart that cannot become one another. */
export function identityOf({ kind, name, x, y, small, pinned }) {
  const filter = (spec = "") => spec.split(":")[0];
  return JSON.stringify([kind, filter(name), filter(x), filter(y), small, pinned]);
}

/** Pictures stand in one group and plots in another, small ones together as a matrix, which stays as it is or is another one. */
export function build(view, specs) {
  const isSmall = ({ spec }) => spec.small;
  const identities = (list) => list.map(identityOf).join();
  const sameMatrix = identities(specs.filter(({ small }) => small)) === identities(view.panels.filter(isSmall).map(({ spec }) => spec));
  const former = view.panels.filter((panel) => sameMatrix || !isSmall(panel));
  view.panels.filter((panel) => !former.includes(panel)).forEach((panel) => panel.remove());
  view.rows.replaceChildren();
  const [pictures, plots] = ["pictures", "plots"].map((group) => make("div", group, view.rows));
  const matrix = sameMatrix ? view.matrix : specs.some(({ small }) => small) ? new Matrix(plots, view) : null;
  if (matrix) plots.append(matrix.box);
  const panels = specs.map((spec) => {
    const box = spec.kind === "image" ? pictures : spec.small ? matrix.box : plots;
    const at = former.findIndex((panel) => identityOf(panel.spec) === identityOf(spec));
    if (at < 0) return new PANELS[spec.kind](box, spec, view);
    const [panel] = former.splice(at, 1);
    box.append(panel.figure.root);
    return panel;
  });
  former.forEach((panel) => panel.remove?.());
  if (!sameMatrix) matrix?.take(panels.filter(isSmall));
  const single = panels.filter((panel) => panel instanceof Plot && !isSmall(panel));
  return { panels, matrix, blocks: [...single, ...(matrix ? [matrix] : [])] };
}

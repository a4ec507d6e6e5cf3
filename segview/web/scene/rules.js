// Rules that the browser follows by itself while a control moves, as segview/scene/rules.py describes them.
import { levelOf } from "./levels.js";
import { parsePoints } from "./points.js";

/** Label 1 where low < feature <= high (no upper cut when `high` is missing). */
export function labelsByBand(array, low, high = Infinity) {
  const above = levelOf(array, low);
  const upTo = high === Infinity ? 65535 : levelOf(array, high);
  const { levels } = array;
  const labels = new Uint8Array(levels.length);
  for (let i = 0; i < labels.length; i++) labels[i] = levels[i] > above && levels[i] <= upTo ? 1 : 0;
  return labels;
}

/** Label 0 … cuts.length by the number of cuts that each feature value exceeds. */
export function labelsByCuts(array, cuts) {
  const { levels } = array;
  const labels = new Uint8Array(levels.length);
  for (const cut of cuts) {
    const level = levelOf(array, cut);
    for (let i = 0; i < labels.length; i++) labels[i] += levels[i] > level ? 1 : 0;
  }
  return labels;
}

/** Label of the nearest centre; ties go to the lower label. `scales` divides each feature first. */
export function labelsByCentre(arrays, centres, scales) {
  const levels = arrays.map((array) => array.levels);
  const [x] = levels;
  const labels = new Uint8Array(x.length);
  const least = new Float32Array(x.length).fill(Infinity);
  centres.forEach((centre, label) => {
    const away = arrays.map((array, d) => squaredDistances(array, centre[d], scales?.[d]));
    for (let i = 0; i < x.length; i++) {
      let distance = away[0][x[i]];
      for (let d = 1; d < levels.length; d++) distance += away[d][levels[d][i]];
      distance = Math.fround(distance);
      if (distance >= least[i]) continue;
      least[i] = distance;
      labels[i] = label;
    }
  });
  return labels;
}

/** Squared distance of every level of a feature from a value. */
function squaredDistances({ low, high, top }, value, scale = 1) {
  const table = new Float64Array(top + 1);
  for (let level = 0; level <= top; level++) table[level] = ((low - value + ((high - low) * level) / top) / scale) ** 2;
  return table;
}

/** The same for single places of a plane (or a line): (x, y) → label. */
export function nearestCentre(centres, scales) {
  const [sx, sy] = [scales?.[0] ?? 1, scales?.[1] ?? 1];
  return (x, y) => {
    let best = 0;
    let least = Infinity;
    centres.forEach(([cx, cy], label) => {
      const distance = ((x - cx) / sx) ** 2 + (cy === undefined ? 0 : ((y - cy) / sy) ** 2);
      if (distance < least) [least, best] = [distance, label];
    });
    return best;
  };
}

/** Labels of a table spread over the given ranges: (x, y) → label; outside, the nearest cell's. */
export function fromTable({ levels, width, height }, [[x0, x1], [y0, y1]]) {
  const cell = (at, n) => Math.min(n - 1, Math.max(0, Math.floor(at * n)));
  return (x, y) => levels[cell((y - y0) / (y1 - y0), height) * width + cell((x - x0) / (x1 - x0), width)];
}

const RULES = {
  cuts: ({ feature }, arrays, values) => labelsByCuts(arrays[feature], values),
  band: ({ feature }, arrays, [low, high]) => labelsByBand(arrays[feature], low, high),
  centres: ({ features, scales }, arrays, [text]) => labelsByCentre(features.map((name) => arrays[name]), parsePoints(text), scales),
};

/** Labels of all pixels by a rule, with the values of its controls in order. */
export const labelsByRule = (rule, arrays, values) => RULES[rule.kind](rule, arrays, values);

/** What answers for every place of a plot, where there is a rule or a table for its features: (x, y) → label. */
export function regionsOf({ rule, regions, arrays, centres }, { spec, colour }) {
  if (colour === "density" || colour === "truth") return null;
  const axes = spec.kind === "scatter" ? [spec.x, spec.y] : [spec.x];
  if (rule?.kind === "centres" && axes.join() === rule.features.join()) {
    return nearestCentre(centres.map(({ at }) => at), rule.scales);
  }
  if (!regions || axes.join() !== [regions.x, regions.y].join()) return null;
  return fromTable(arrays.regions, regions.ranges);
}

// Rules that the browser follows by itself while a control moves, as segview/scene/rules.py describes them.
import { labelsByCentre, nearestCentre } from "./centres.js";
import { levelOf } from "./levels.js";
import { parsePoints } from "./points.js";

/** Labels by a feature: each of `steps`, [value, label], labels what exceeds its value, and the last one counts. */
function labelsAbove(array, steps) {
  const labelOf = new Uint8Array(array.top + 1);
  for (const [value, label] of steps) labelOf.fill(label, Math.max(0, levelOf(array, value) + 1));
  const { levels } = array;
  const labels = new Uint8Array(levels.length);
  for (let i = 0; i < labels.length; i++) labels[i] = labelOf[levels[i]];
  return labels;
}

/** Label 1 where low < feature <= high (no upper cut when `high` is missing). */
export const labelsByBand = (array, low, high = Infinity) => labelsAbove(array, [[low, 1], [high, 0]]);

/** Label 0 … cuts.length by the number of cuts that each feature value exceeds. */
export const labelsByCuts = (array, cuts) => labelsAbove(array, [...cuts].sort((a, b) => a - b).map((cut, n) => [cut, n + 1]));

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
    const nearest = nearestCentre(centres.map(({ at }) => at), rule.scales);
    return (x, y) => nearest([x, y]);
  }
  if (!regions || axes.join() !== [regions.x, regions.y].join()) return null;
  return fromTable(arrays.regions, regions.ranges);
}

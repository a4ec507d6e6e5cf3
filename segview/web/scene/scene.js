// The labels each panel is coloured by: given by the server, or decided here while a control moves.
import * as pure from "./pure.js";

/** How the browser itself turns control values into labels. */
const RULES = {
  cuts: ({ feature }, arrays, values) => pure.labelsByCuts(arrays[feature], values),
  band: ({ feature }, arrays, [low, high]) => pure.labelsByBand(arrays[feature], low, high),
  centres: ({ features, scales }, arrays, [text]) =>
    pure.labelsByCentre(features.map((name) => arrays[name]), pure.parsePoints(text), scales),
};

/** Labels, error counts, centres and Dice of a view at this moment. */
export function decide({ data, arrays, moved, values, k }) {
  const { rule } = data;
  const local = Boolean(rule?.controls.some((key) => key in moved));
  const settings = rule?.controls.map((key) => values[key]);
  const labels = { truth: arrays.truth?.levels, result: local ? RULES[rule.kind](rule, arrays, settings) : arrays.result?.levels };
  const decided = { local, labels, centres: centresNow(data, local, settings), dice: data.dice, counts: null };
  if (!labels.truth || !labels.result) return decided;
  labels.errors = pure.errorCodes(labels.truth, labels.result, k);
  decided.counts = local ? pure.countPairs(labels.truth, labels.result, k) : data.counts;
  if (local) decided.dice = pure.liveDice(decided.counts, k);
  return decided;
}

function centresNow({ rule, centres }, local, settings) {
  if (!local || rule.kind !== "centres") return centres;
  const points = pure.parsePoints(settings[0]);
  return centres.map((centre, c) => ({ ...centre, at: points[c] }));
}

/** What answers for every place of a plot, where there is a rule or a table for its features. */
export function regionsOf({ data, arrays, centres }, { spec, colour }) {
  if (colour === "density" || colour === "truth") return null;
  const axes = spec.kind === "scatter" ? [spec.x, spec.y] : [spec.x];
  if (data.rule?.kind === "centres" && axes.join() === data.rule.features.join()) {
    return pure.nearestCentre(centres.map(({ at }) => at), data.rule.scales);
  }
  const table = data.regions;
  if (!arrays.regions || axes.join() !== [table.x, table.y].join()) return null;
  return pure.fromTable(arrays.regions, table.ranges);
}

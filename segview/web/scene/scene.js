// A scene: all that a linked view shows at one moment, as one value. It is never changed, only replaced by the next.
import { getArray } from "./arrays.js";
import { paletteOf } from "./colours.js";
import { comparable, differenceCodes } from "./comparing.js";
import { valueAt } from "./levels.js";
import { parsePoints } from "./points.js";
import { labelsByRule } from "./rules.js";
import { countPairs, errorCodes, liveDice } from "./scores.js";

/** What the server described, with its arrays, once they are here; and the controls that it follows. */
export async function receive({ id, state, view }, controls) {
  const { features, truth, result, regions, classes, errors, differences } = view;
  const featureNames = Object.keys(features);
  const ids = { ...Object.fromEntries(featureNames.map((name) => [name, features[name].id])), truth, result, regions: regions?.id };
  const found = await Promise.all(Object.entries(ids).map(async ([name, id]) => [name, id ? await getArray(id) : null]));
  const [height, width] = view.shape;
  return { ...view, id, state, controls, shape: { height, width }, arrays: Object.fromEntries(found), featureNames, palette: paletteOf(classes, { errors, difference: differences }), k: classes.length };
}

/**
 * The scene while some controls have moved on: labels, errors, counts, centres and Dice are decided here where a rule allows it.
 * Beside it stands what is `pinned`, where that is of the same image.
 */
export function decide(received, moved, pinned = null) {
  const { rule, arrays, state, k } = received;
  const values = { ...state, ...moved };
  const local = Boolean(rule?.controls.some((key) => key in moved));
  const settings = rule?.controls.map((key) => values[key]);
  const truth = arrays.truth?.levels;
  const result = local ? labelsByRule(rule, arrays, settings) : arrays.result?.levels;
  const scored = truth && result;
  const labels = { truth, result, errors: scored && errorCodes(truth, result, k) };
  const counts = scored && local ? countPairs(truth, result, k) : received.counts;
  const dice = scored ? (local ? liveDice(counts, k) : (received.dice ?? NaN)) : null;
  const beside = pinned?.state.image === state.image ? pinned : null;
  if (beside?.labels.result && result && comparable(beside, received)) labels.difference = differenceCodes(beside.labels, labels);
  return Object.freeze({ ...received, values, local, labels, counts, dice, pinned: beside, centres: centresNow(received, local, settings) });
}

function centresNow({ rule, centres }, local, settings) {
  if (!local || rule.kind !== "centres") return centres;
  const points = parsePoints(settings[0]);
  return centres.map((centre, c) => ({ ...centre, at: points[c] }));
}

/** Row and column of a pixel in the whole image, where a large one is shown reduced. */
export function placeOf({ shape, step }, index) {
  const col = index % shape.width;
  return { row: ((index - col) / shape.width) * step, column: col * step };
}

/** A pixel's place in the whole image, counted row by row. */
export function wholeIndex(scene, index) {
  const { row, column } = placeOf(scene, index);
  return row * scene.width + column;
}

/** Where a pixel of one image lies in an image of another shape, or -1. */
export function placeIn(index, before, now) {
  const [row, col] = [Math.floor(index / before.width), index % before.width];
  return index >= 0 && row < now.height && col < now.width ? row * now.width + col : -1;
}

/** Whether a scene has the array of this name: labels, a feature, or the place of pixels. */
export const knows = ({ labels, arrays }, name) => [labels, arrays].some((table) => Object.hasOwn(table, name) && table[name]) || name === "row" || name === "column";

/** The values of an array that a scene has, one per pixel. */
export function valuesOf(scene, name) {
  const { labels, arrays, shape } = scene;
  if (labels[name]) return labels[name];
  const values = new Float64Array(shape.height * shape.width);
  const value = arrays[name] ? (i) => valueAt(arrays[name], i) : (i) => placeOf(scene, i)[name];
  for (let i = 0; i < values.length; i++) values[i] = value(i);
  return values;
}

// What the view says in words.
import { selectionDice, valueAt } from "./pure.js";

const whole = new Intl.NumberFormat("en");

export function describeProbe(view, index) {
  const { row, column } = view.placeOf(index);
  const parts = [`row ${row}, column ${column}`];
  for (const [name, { title }] of Object.entries(view.data.features)) {
    parts.push(`${title}: ${valueAt(view.arrays[name], index).toFixed(3)}`);
  }
  const { classes } = view.data;
  const { truth, result } = view.labels;
  if (truth) parts.push(`truth: ${classes[truth[index]].name}`);
  if (result) parts.push(`result: ${classes[result[index]].name}`);
  return parts.join(" · ");
}

export function describeSelection(view, count) {
  const { truth, result } = view.labels;
  const shown = view.data.step > 1 ? "shown " : "";
  const said = `${whole.format(count)} ${shown}${count === 1 ? "pixel" : "pixels"} selected`;
  if (!truth && !result) return said;
  const shares = selectionDice(view.selection.mask, truth ?? result, view.k)
    .map(({ share, dice }, c) => ({ share, dice, name: view.data.classes[c].name }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ share, dice, name }) => `${percent(share)} ${name} (Dice ${dice.toFixed(2)})`);
  return `${said}: ${shares.join(", ")}`;
}

function percent(share) {
  const digits = share < 1 && (share > 0.995 || share < 0.005) ? 1 : 0;
  return `${(100 * share).toFixed(digits)} %`;
}

/** Dice with the counts of the moment in it; both empty gives 0 / 0. */
export function diceFormula([, fp, fn, tp], dice) {
  const [TP, FP, FN] = [tp, fp, fn].map((count) => whole.format(count));
  const value = dice === "NaN" ? "0 / 0, which is undefined" : Number(dice).toFixed(3);
  const fraction = (top, bottom) => `<span class="fraction"><span>${top}</span><span>${bottom}</span></span>`;
  return `Dice = ${fraction("2 · TP", "2 · TP + FP + FN")} = ${fraction(`2 · ${TP}`, `2 · ${TP} + ${FP} + ${FN}`)} = <b>${value}</b>
    <small>TP true positives: found · FP false positives: wrongly called so · FN false negatives: missed</small>`;
}

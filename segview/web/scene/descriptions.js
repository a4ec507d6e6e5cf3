// What the view says about a scene.
import { countDifferences, sameClasses, samePixels } from "./comparing.js";
import { valueAt } from "./levels.js";
import { placeOf } from "./scene.js";
import { selectionDice } from "./scores.js";

const whole = new Intl.NumberFormat("en");

export function describeProbe(scene, index) {
  const { features, arrays, classes, labels } = scene;
  const { row, column } = placeOf(scene, index);
  const parts = [`row ${row}, column ${column}`];
  for (const [name, { title }] of Object.entries(features)) parts.push(`${title}: ${valueAt(arrays[name], index).toFixed(3)}`);
  if (labels.truth) parts.push(`truth: ${classes[labels.truth[index]].name}`);
  if (labels.result) parts.push(`result: ${classes[labels.result[index]].name}`);
  return parts.join(" · ");
}

export function describeSelection({ labels, step, classes, k }, mask, count) {
  const shown = step > 1 ? "shown " : "";
  const said = `${whole.format(count)} ${shown}${count === 1 ? "pixel" : "pixels"} selected`;
  if (!labels.truth && !labels.result) return said;
  const shares = selectionDice(mask, labels.truth ?? labels.result, k)
    .map(({ share, dice }, c) => ({ share, dice, name: classes[c].name }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ share, dice, name }) => `${percent(share)} ${name} (Dice ${dice.toFixed(2)})`);
  return `${said}: ${shares.join(", ")}`;
}

function percent(share) {
  const digits = share < 1 && (share > 0.995 || share < 0.005) ? 1 : 0;
  return `${(100 * share).toFixed(digits)} %`;
}

export function describeDice({ dice, k }) {
  if (dice === null) return "";
  return `${k > 2 ? "mean Dice" : "Dice"} ${Number.isNaN(dice) ? "undefined" : dice.toFixed(3)}`;
}

/** Scores of what is pinned and of what is on screen, the settings that they belong to, and how many pixels differ. */
export function describeComparison(scene) {
  const { pinned, controls } = scene;
  const moved = Object.keys(controls).filter((key) => pinned.values[key] !== scene.values[key]);
  if (!moved.length) return "Pinned. Change something, and compare.";
  const named = moved.filter((key) => controls[key].kind !== "points");
  const said = ({ values, ...of }) => {
    const settings = named.map((key) => `${controls[key].label} ${describeValue(controls[key], values[key])}`).join(", ");
    return [settings && ` (${settings})`, of.dice === null ? "" : `: ${describeDice(of)}`].join("");
  };
  return [`Pinned${said(pinned)}`, `now${said(scene)}`, describeDifferences(scene)].filter(Boolean).join(" · ");
}

function describeValue({ kind, digits, unit, options }, value) {
  if (kind === "range") return `${value.toFixed(digits)}${unit}`;
  if (kind === "toggle") return value ? "on" : "off";
  if (kind === "several") return value.split(",").map((one) => describeValue({ kind: "choice", options }, one)).join(" + ");
  return options.find(([option]) => option === value)[1];
}

function describeDifferences(scene) {
  const { pinned, labels, step } = scene;
  if (!labels.result || !pinned.labels.result) return "";
  if (!samePixels(scene, pinned)) return "images of other sizes: no pixel has its counterpart";
  if (!sameClasses(scene, pinned)) return "other classes: no pixel can be compared";
  const { pixels, better, worse, changed } = countDifferences(labels.difference);
  if (!pixels) return "no pixel differs";
  const differ = `${whole.format(pixels)} ${step > 1 ? "shown " : ""}${pixels === 1 ? "pixel differs" : "pixels differ"}`;
  if (!labels.truth) return differ;
  const neither = changed ? `, ${whole.format(changed)} neither` : "";
  return `${differ}: ${whole.format(better)} better, ${whole.format(worse)} worse${neither}`;
}

/** Dice of two classes with the counts of the moment in it, as HTML; both empty gives 0 / 0. */
export function diceFormula({ dice, counts, k }) {
  if (dice === null || k > 2) return "";
  const [TP, FP, FN] = [counts[3], counts[1], counts[2]].map((count) => whole.format(count));
  const value = Number.isNaN(dice) ? "0 / 0, which is undefined" : dice.toFixed(3);
  const fraction = (top, bottom) => `<span class="fraction"><span>${top}</span><span>${bottom}</span></span>`;
  return `Dice = ${fraction("2 · TP", "2 · TP + FP + FN")} = ${fraction(`2 · ${TP}`, `2 · ${TP} + ${FP} + ${FN}`)} = <b>${value}</b>`;
}

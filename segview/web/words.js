// What the view says in words.
import { valueAt } from "./pure.js";

const whole = new Intl.NumberFormat("en");

export function describeProbe(view, index) {
  const { width } = view.shape;
  const col = index % width;
  const parts = [`row ${(index - col) / width}, column ${col}`];
  for (const [name, { title }] of Object.entries(view.data.features)) {
    parts.push(`${title} ${valueAt(view.arrays[name], index).toFixed(3)}`);
  }
  const { classes } = view.data;
  const { truth, result } = view.labels;
  if (truth) parts.push(`truth: ${classes[truth[index]].name}`);
  if (result) parts.push(`result: ${classes[result[index]].name}`);
  return parts.join(" · ");
}

export function describeSelection(view, count) {
  const { truth } = view.labels;
  const said = `${whole.format(count)} ${count === 1 ? "pixel" : "pixels"} selected`;
  if (!truth) return said;
  const counts = new Uint32Array(view.k);
  for (let i = 0; i < truth.length; i++) if (view.selection[i]) counts[truth[i]]++;
  const shares = view.data.classes
    .map(({ name }, c) => [name, counts[c] / count])
    .filter(([, share]) => share > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name, share]) => `${(100 * share).toFixed(share > 0.995 || share < 0.005 ? 1 : 0)} % ${name}`);
  return `${said}: ${shares.join(", ")}`;
}

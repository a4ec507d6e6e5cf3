// What a view is called by those who hear it: what each panel shows, in the numbers that others see.
import { countDifferences } from "./comparing.js";
import { describeDice } from "./descriptions.js";

const whole = new Intl.NumberFormat("en");
const listed = (names, counts) => names.map(({ name }, i) => `${name} ${whole.format(counts[i])}`).filter((_, i) => names[i].name).join(", ");

/** Dice and how many pixels are right and wrong, or how many have each label. */
export function describeScores(scene) {
  const { dice, k, classes, labels } = scene;
  if (!labels.result) return "";
  if (dice === null) return listed(classes, countLabels(scene, "result"));
  return `${describeDice(scene)}: ${listed(scene.errors.slice(k > 2 ? 0 : 1), errorCounts(scene).slice(k > 2 ? 0 : 1))}`;
}

/** Name of a picture: its title, what it shows, its size. */
export function namePicture(scene, { name, title }, array) {
  const { shape, step } = scene;
  const size = `${whole.format(shape.height * step)} by ${whole.format(shape.width * step)} pixels`;
  return `${title}. ${contents(scene, name, array)}; ${size}`;
}

function contents(scene, name, array) {
  const { labels, classes, ceiling, differences } = scene;
  if (!labels[name]) return `Values from ${array.low.toFixed(2)} to ${array.high.toFixed(2)}`;
  if (name === "errors") return listed(scene.errors, errorCounts(scene));
  if (name === "difference") {
    const { pixels, better, worse, changed } = countDifferences(labels.difference);
    return listed(differences, [labels.difference.length - pixels, better, worse, changed]);
  }
  const most = name === "result" && ceiling !== null ? `, the most that any rule on these features can reach about ${ceiling.toFixed(2)}` : "";
  const scores = name === "result" && scene.dice !== null ? `${describeDice(scene)}${most}; ` : "";
  return `${scores}${listed(classes, countLabels(scene, name))}`;
}

/** Name of a plot: its title and axes, its dots and what colours them. */
export function namePlot(scene, { kind, title, titles }, colour) {
  const { classes, errors, shape } = scene;
  const axes = kind === "histogram" ? `Histogram of ${titles[0]}` : `${titles[1]} over ${titles[0]}`;
  const dots = `${whole.format(shape.height * shape.width)} dots`;
  const told = [title, `${axes}; ${dots}`].filter(Boolean).join(". ");
  if (!scene.labels[colour]) return told;
  const counts = colour === "errors" ? listed(errors, errorCounts(scene)) : listed(classes, countLabels(scene, colour));
  return `${told}, coloured by ${colour}: ${counts}`;
}

/** How many pixels have each label, as the table of pairs knows where there is one. */
function countLabels({ counts, labels, k }, name) {
  const found = new Array(k).fill(0);
  if (counts.length) counts.forEach((count, pair) => (found[name === "truth" ? Math.floor(pair / k) : pair % k] += count));
  else labels[name].forEach((label) => found[label]++);
  return found;
}

/** How many pixels have each error, in the order of their names. */
function errorCounts({ counts, k }) {
  if (k === 2) return [counts[0], counts[3], counts[1], counts[2]];
  const right = Array.from({ length: k }, (_, c) => counts[c * k + c]).reduce((a, b) => a + b, 0);
  return [right, counts.reduce((a, b) => a + b, 0) - right];
}

// A pinned scene beside the one on screen: the panels that this takes, and what differs between their results.

const DIFFERENCE = { kind: "image", name: "difference", title: "What differs" };

const [BETTER, WORSE, CHANGED] = [1, 2, 3]; // codes of a difference; 0 is none

const pinnedCopy = (panel) => ({ ...panel, pinned: true, title: `Pinned: ${panel.title}` });
const resultPanel = ({ rows, result }) => result && rows.flat().find(({ name }) => name === "result");

/** Rows of panels with pinned ones before those that they compare with: the result, or where there is none, pictures of what has changed and plots. */
export function rowsBeside(now, pinned) {
  const before = resultPanel(pinned);
  if (before && resultPanel(now)) {
    return now.rows.map((row) => row.flatMap((panel) => (panel.name === "result" ? [pinnedCopy(before), panel, DIFFERENCE] : [panel])));
  }
  return now.rows.map((row, r) => row.flatMap((panel, c) => {
    const other = pinned.rows[r]?.[c];
    return other?.kind === panel.kind && compares(panel, now, pinned) ? [pinnedCopy(other), panel] : [panel];
  }));
}

function compares({ kind, name, small }, now, pinned) {
  if (kind !== "image") return !small;
  const [here, there] = [now, pinned].map(({ features }) => features[name === "image" ? "intensity" : name]);
  return Boolean(here && there) && here.id !== there.id;
}

/** Whether two scenes tell of the same pixels. */
export const samePixels = ({ shape: a, step: m }, { shape: b, step: n }) => a.height === b.height && a.width === b.width && m === n;

/** Whether two scenes call their labels alike. */
export const sameClasses = ({ classes: a }, { classes: b }) => a.length === b.length && a.every(({ name }, i) => name === b[i].name);

/** Pixel by pixel: the same label as before, or now right, or no longer right, or changed otherwise. Without a ground truth nothing is right. */
export function differenceCodes(before, now) {
  const codes = new Uint8Array(now.result.length);
  for (let i = 0; i < codes.length; i++) {
    if (before.result[i] === now.result[i]) continue;
    const was = before.truth?.[i] === before.result[i];
    const is = now.truth?.[i] === now.result[i];
    codes[i] = was === is ? CHANGED : is ? BETTER : WORSE;
  }
  return codes;
}

/** How many pixels differ, and how. */
export function countDifferences(codes) {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  const [same, better, worse, changed] = counts;
  return { pixels: codes.length - same, better, worse, changed };
}

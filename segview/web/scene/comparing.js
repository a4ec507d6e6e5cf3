// A pinned scene beside the one on screen: the panels that this takes, and what differs between their results.

const DIFFERENCE = { kind: "image", name: "difference", title: "What differs" };

const [BETTER, WORSE, CHANGED] = [1, 2, 3]; // codes of a difference; 0 is none

const resultPanel = ({ rows, result }) => result && rows.flat().find(({ name }) => name === "result");

/**
 * Rows of panels with pinned ones before those that they compare with. Between results, what differs takes the place of the errors;
 * where there is no result, pictures and plots that have changed are compared.
 */
export function rowsBeside(now, pinned) {
  const before = resultPanel(pinned);
  return before && resultPanel(now) ? rowsOfResults(now, pinned, before) : rowsOfChanges(now, pinned);
}

function rowsOfResults(now, pinned, before) {
  const differences = comparable(now, pinned) ? [DIFFERENCE] : [];
  return now.rows.map((row) => row.flatMap((panel) => {
    if (panel.name === "result") return [{ ...before, pinned: true, title: "Pinned" }, panel, ...differences];
    return panel.name === "errors" && differences.length ? [] : [panel];
  }));
}

function rowsOfChanges(now, pinned) {
  return now.rows.map((row, r) => row.flatMap((panel, c) => {
    const before = pinned.rows[r]?.[c];
    const changed = before?.kind === panel.kind && !panel.small && shownBy(panel, now) !== shownBy(before, pinned);
    return changed ? [{ ...before, pinned: true, title: `Pinned: ${before.title}` }, panel] : [panel];
  }));
}

/** What a panel shows of a scene, as a text that another is compared with. */
function shownBy(panel, { features, truth, result }) {
  const { kind, name, x, y } = panel;
  const id = (feature) => features[feature]?.id;
  if (kind === "image") return { image: id("intensity"), truth, result }[name] ?? id(name);
  return JSON.stringify([panel, id(x), id(y), truth, result]);
}

/** Whether two scenes tell of the same pixels. */
export const samePixels = ({ shape: a, step: m }, { shape: b, step: n }) => a.height === b.height && a.width === b.width && m === n;

/** Whether two scenes call their labels alike. */
export const sameClasses = ({ classes: a }, { classes: b }) => a.length === b.length && a.every(({ name }, i) => name === b[i].name);

/** Whether the results of two scenes can be compared pixel by pixel. */
export const comparable = (a, b) => samePixels(a, b) && sameClasses(a, b);

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

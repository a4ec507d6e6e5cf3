// How well a result agrees with the ground truth, and a selection with either.

/** How often each pair (true label, given label) occurs: counts[true * k + given]. */
export function countPairs(truth, result, k) {
  const counts = new Uint32Array(k * k);
  for (let i = 0; i < truth.length; i++) counts[truth[i] * k + result[i]]++;
  return counts;
}

/** Dice per label from `countPairs`; NaN where a label is in neither mask. */
export function dicePerLabel(counts, k) {
  return Array.from({ length: k }, (_, c) => {
    let inTruth = 0;
    let inResult = 0;
    for (let other = 0; other < k; other++) {
      inTruth += counts[c * k + other];
      inResult += counts[other * k + c];
    }
    return (2 * counts[c * k + c]) / (inTruth + inResult);
  });
}

/** One Dice for the whole result: the foreground's for two classes, else the mean over the truth's classes. */
export function liveDice(counts, k) {
  const dice = dicePerLabel(counts, k);
  if (k === 2) return dice[1];
  const present = dice.filter((_, c) => counts.subarray(c * k, c * k + k).some((count) => count));
  return present.reduce((a, b) => a + b, 0) / present.length;
}

/** TN, TP, FP, FN as 0 … 3; with several classes right is 0 and wrong is 1. */
export function errorCodes(truth, result, k) {
  const codes = new Uint8Array(truth.length);
  for (let i = 0; i < codes.length; i++) {
    if (k > 2) codes[i] = truth[i] === result[i] ? 0 : 1;
    else codes[i] = truth[i] === result[i] ? truth[i] : result[i] ? 2 : 3;
  }
  return codes;
}

/** Dice of a selection against each class of the labels. */
export function selectionDice(mask, labels, k) {
  const both = new Uint32Array(k);
  const inClass = new Uint32Array(k);
  let selected = 0;
  for (let i = 0; i < mask.length; i++) {
    inClass[labels[i]]++;
    if (!mask[i]) continue;
    selected++;
    both[labels[i]]++;
  }
  return Array.from(both, (count, c) => ({ share: count / selected, dice: (2 * count) / (selected + inClass[c]) }));
}

/** Dice of two masks, and of what they leave out; NaN when both are empty, and when both are full. */
export function diceOfBothSides(a, b) {
  let both = 0;
  let sizes = 0;
  for (let i = 0; i < a.length; i++) {
    both += a[i] & b[i];
    sizes += a[i] + b[i];
  }
  const neither = a.length - sizes + both;
  return [(2 * both) / sizes, (2 * neither) / (2 * a.length - sizes)];
}

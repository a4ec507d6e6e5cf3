// Bars of a histogram.

const GOLDEN = 2654435769; // the golden section of 2³²: its multiples, modulo 2³², fill 0 … 2³² evenly
const GAP = 0.08; // between two bars, in bins

/**
 * Bars of a histogram, filled with the dots of their pixels: labels lie on each other, and where in its bar a dot lies
 * says nothing about its value. Gives every pixel's place along the axis, its rank in its bin, and the highest pile.
 */
export function pileUp(array, width, labels, k) {
  const { levels } = array;
  const bins = Math.ceil((array.high - array.low) / width - 1e-9);
  const binOf = new Uint16Array(array.top + 1);
  const perLevel = (array.high - array.low) / array.top / width;
  for (let level = 0; level <= array.top; level++) {
    binOf[level] = Math.min(bins - 1, Math.floor(level * perLevel + 1e-9));
  }
  const next = new Uint32Array(bins * k);
  for (let i = 0; i < levels.length; i++) next[binOf[levels[i]] * k + (labels ? labels[i] : 0)]++;
  let highest = 0;
  for (let bin = 0; bin < bins; bin++) {
    let start = 0;
    for (let label = 0; label < k; label++) {
      const count = next[bin * k + label];
      next[bin * k + label] = start;
      start += count;
    }
    highest = Math.max(highest, start);
  }
  const ranks = new Float32Array(levels.length);
  const places = new Float32Array(levels.length);
  const perStep = ((1 - GAP) * width) / 2 ** 32;
  for (let i = 0; i < levels.length; i++) {
    const bin = binOf[levels[i]];
    const rank = next[bin * k + (labels ? labels[i] : 0)]++;
    ranks[i] = rank + 0.5;
    places[i] = array.low + (bin + GAP / 2) * width + (Math.imul(rank, GOLDEN) >>> 0) * perStep;
  }
  return { places, ranks, highest };
}

/** The whole bins, at least one, that come nearest to the range from a to b; their borders lie at low + n · width. */
export function wholeBins(a, b, low, width) {
  const [from, to] = [Math.min(a, b), Math.max(a, b)].map((value) => (value - low) / width);
  const first = Math.round(from) < Math.round(to) ? Math.round(from) : Math.floor(from);
  return [low + first * width, low + Math.max(Math.round(to), first + 1) * width];
}

// Pure functions on typed arrays: nothing here touches the page, so all of it is tested on its own.

/** Undo `segview.scene.packing.pack`: labels are plain bytes, features plane-predicted 16-bit levels. */
export function readLevels(bytes, { height, width, smooth }) {
  if (!smooth) return bytes;
  const n = height * width;
  const levels = new Uint16Array(n);
  for (let row = 0, i = 0; row < height; row++) {
    for (let col = 0; col < width; col++, i++) {
      const left = col ? levels[i - 1] : 0;
      const up = row ? levels[i - width] : 0;
      const corner = row && col ? levels[i - width - 1] : 0;
      levels[i] = left + up - corner + bytes[i] + (bytes[n + i] << 8);
    }
  }
  return levels;
}

/** The level above which a pixel exceeds `value`: `level > cut` is `feature > value`. */
export function levelOf({ low, high, top }, value) {
  return Math.floor(((value - low) / (high - low)) * top + 1e-9);
}

export function valueAt(array, i) {
  return array.low + (array.levels[i] / array.top) * (array.high - array.low);
}

/** Label 1 where low < feature <= high (no upper cut when `high` is missing). */
export function labelsByBand(array, low, high = Infinity) {
  const above = levelOf(array, low);
  const upTo = high === Infinity ? 65535 : levelOf(array, high);
  const { levels } = array;
  const labels = new Uint8Array(levels.length);
  for (let i = 0; i < labels.length; i++) labels[i] = levels[i] > above && levels[i] <= upTo ? 1 : 0;
  return labels;
}

/** Label 0 … cuts.length by the number of cuts that each feature value exceeds. */
export function labelsByCuts(array, cuts) {
  const { levels } = array;
  const labels = new Uint8Array(levels.length);
  for (const cut of cuts) {
    const level = levelOf(array, cut);
    for (let i = 0; i < labels.length; i++) labels[i] += levels[i] > level ? 1 : 0;
  }
  return labels;
}

/** Label of the nearest centre; ties go to the lower label. `scales` divides each feature first. */
export function labelsByCentre(arrays, centres, scales) {
  const levels = arrays.map((array) => array.levels);
  const [x] = levels;
  const labels = new Uint8Array(x.length);
  const least = new Float32Array(x.length).fill(Infinity);
  centres.forEach((centre, label) => {
    const away = arrays.map((array, d) => squaredDistances(array, centre[d], scales?.[d]));
    for (let i = 0; i < x.length; i++) {
      let distance = away[0][x[i]];
      for (let d = 1; d < levels.length; d++) distance += away[d][levels[d][i]];
      distance = Math.fround(distance);
      if (distance >= least[i]) continue;
      least[i] = distance;
      labels[i] = label;
    }
  });
  return labels;
}

/** Squared distance of every level of a feature from a value. */
function squaredDistances({ low, high, top }, value, scale = 1) {
  const table = new Float64Array(top + 1);
  for (let level = 0; level <= top; level++) table[level] = ((low - value + ((high - low) * level) / top) / scale) ** 2;
  return table;
}

/** The same for single places of a plane (or a line): (x, y) → label. */
export function nearestCentre(centres, scales) {
  const [sx, sy] = [scales?.[0] ?? 1, scales?.[1] ?? 1];
  return (x, y) => {
    let best = 0;
    let least = Infinity;
    centres.forEach(([cx, cy], label) => {
      const distance = ((x - cx) / sx) ** 2 + (cy === undefined ? 0 : ((y - cy) / sy) ** 2);
      if (distance < least) [least, best] = [distance, label];
    });
    return best;
  };
}

/** Labels of a table spread over the given ranges: (x, y) → label; outside, the nearest cell's. */
export function fromTable({ levels, width, height }, [[x0, x1], [y0, y1]]) {
  const cell = (at, n) => Math.min(n - 1, Math.max(0, Math.floor(at * n)));
  return (x, y) => levels[cell((y - y0) / (y1 - y0), height) * width + cell((x - x0) / (x1 - x0), width)];
}

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

/** Pixels whose place along an axis lies between two others, as a mask. */
export function maskByRange(places, from, to) {
  const mask = new Uint8Array(places.length);
  for (let i = 0; i < mask.length; i++) mask[i] = places[i] > from && places[i] < to ? 1 : 0;
  return mask;
}

/** A step that shares no factor with n: taking it n times visits every pixel once, sweeping the image evenly again and again. */
export function mixingStride(n) {
  const gcd = (a, b) => (b ? gcd(b, a % b) : a);
  let stride = Math.min(97, Math.max(1, n - 1));
  while (gcd(stride, n) !== 1) stride++;
  return stride;
}

/** Even-odd rule: is (x, y) inside the polygon? */
export function insidePolygon(x, y, xs, ys) {
  let inside = false;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    if (ys[i] > y !== ys[j] > y && x < ((xs[j] - xs[i]) * (y - ys[i])) / (ys[j] - ys[i]) + xs[i]) {
      inside = !inside;
    }
  }
  return inside;
}

/** Dots whose screen position lies in the polygon, as a mask of pixels. */
export function maskByPolygon({ px, py, stride }, xs, ys) {
  const n = px.length;
  const mask = new Uint8Array(n);
  const x0 = Math.min(...xs);
  const x1 = Math.max(...xs);
  const y0 = Math.min(...ys);
  const y1 = Math.max(...ys);
  const wide = Math.max(1, Math.ceil(x1) - Math.floor(x0) + 1);
  const high = Math.max(1, Math.ceil(y1) - Math.floor(y0) + 1);
  const known = new Uint8Array(wide * high); // 0 not asked yet, 1 outside, 2 inside
  for (let step = 0, i = 0; step < n; step++, i = i + stride >= n ? i + stride - n : i + stride) {
    const x = px[step];
    const y = py[step];
    if (x < x0 || x > x1 || y < y0 || y > y1) continue;
    const cell = (y - Math.floor(y0)) * wide + x - Math.floor(x0);
    if (!known[cell]) known[cell] = insidePolygon(x, y, xs, ys) ? 2 : 1;
    mask[i] = known[cell] - 1;
  }
  return mask;
}

/** Image pixels whose centre lies in the polygon (in columns and rows): row by row, between every other crossing. */
export function maskByOutline(height, width, cols, rows) {
  const mask = new Uint8Array(height * width);
  const within = (at) => Math.min(width, Math.max(0, Math.ceil(at - 0.5)));
  for (let row = Math.max(0, Math.floor(Math.min(...rows))); row <= Math.min(height - 1, Math.max(...rows)); row++) {
    const y = row + 0.5;
    const crossings = [];
    for (let i = 0, j = cols.length - 1; i < cols.length; j = i++) {
      if (rows[i] > y !== rows[j] > y) crossings.push(((cols[j] - cols[i]) * (y - rows[i])) / (rows[j] - rows[i]) + cols[i]);
    }
    crossings.sort((a, b) => a - b);
    for (let n = 1; n < crossings.length; n += 2) {
      mask.fill(1, row * width + within(crossings[n - 1]), row * width + within(crossings[n]));
    }
  }
  return mask;
}

/** Add the disc around (col, row) to a mask. */
export function stampDisc(mask, height, width, col, row, radius) {
  for (let r = Math.max(0, Math.ceil(row - radius)); r <= Math.min(height - 1, row + radius); r++) {
    for (let c = Math.max(0, Math.ceil(col - radius)); c <= Math.min(width - 1, col + radius); c++) {
      if ((r - row) ** 2 + (c - col) ** 2 <= radius * radius) mask[r * width + c] = 1;
    }
  }
}

/** Pixels of rows r0 … r1 and columns c0 … c1 (inclusive) of a (height, width) image. */
export function maskByBox(height, width, r0, r1, c0, c1) {
  const mask = new Uint8Array(height * width);
  for (let row = Math.max(0, r0); row <= Math.min(height - 1, r1); row++) {
    mask.fill(1, row * width + Math.max(0, c0), row * width + Math.min(width - 1, c1) + 1);
  }
  return mask;
}

/** A selection described in words, [[name, "<" | ">" | "=" | "!=", value], …], as a mask (all must hold). */
export function maskByWords(conditions, lookUp) {
  const tests = conditions.map(([name, sign, value]) => {
    const get = lookUp(name);
    if (sign === ">") return (i) => get(i) > value;
    if (sign === "<") return (i) => get(i) < value;
    if (sign === "=") return (i) => get(i) === (typeof value === "string" ? lookUp(value)(i) : value);
    return (i) => get(i) !== (typeof value === "string" ? lookUp(value)(i) : value);
  });
  return (n) => {
    const mask = new Uint8Array(n);
    for (let i = 0; i < n; i++) mask[i] = tests.every((test) => test(i)) ? 1 : 0;
    return mask;
  };
}

/** The selection algebra, one bit at a time: how a new mask changes the old one. */
export const COMBINE = {
  replace: (_, now) => now,
  add: (old, now) => old | now,
  remove: (old, now) => old & ~now & 1,
  intersect: (old, now) => old & now,
};

export function combine(old, now, mode) {
  const rule = COMBINE[mode];
  const joined = new Uint8Array(now.length);
  for (let i = 0; i < joined.length; i++) joined[i] = rule(old ? old[i] : 0, now[i]);
  return joined;
}

export function invert(mask) {
  return mask.map((bit) => 1 - bit);
}

export function countOf(mask) {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i];
  return count;
}

/** Dots sorted into square cells of the screen, for finding the one nearest to the pointer. */
export function buildGrid({ px, py }, width, height, cell = 8) {
  const columns = Math.ceil(width / cell) + 1;
  const rows = Math.ceil(height / cell) + 1;
  const start = new Uint32Array(columns * rows + 1);
  const seen = (s) => px[s] >= 0 && py[s] >= 0 && px[s] < width && py[s] < height;
  const cellOf = (s) => Math.floor(py[s] / cell) * columns + Math.floor(px[s] / cell);
  for (let s = 0; s < px.length; s++) if (seen(s)) start[cellOf(s) + 1]++;
  for (let c = 0; c < columns * rows; c++) start[c + 1] += start[c];
  const fill = start.slice();
  const members = new Uint32Array(start[columns * rows]);
  for (let s = 0; s < px.length; s++) if (seen(s)) members[fill[cellOf(s)]++] = s;
  return { start, members, columns, rows, cell };
}

/** Pixel of the dot nearest to (x, y) within `reach`, or -1. */
export function nearestDot(grid, { px, py, stride }, x, y, reach = 12) {
  const { start, members, columns, rows, cell } = grid;
  let best = -1;
  let bestDistance = reach * reach;
  const c0 = Math.max(0, Math.floor((x - reach) / cell));
  const c1 = Math.min(columns - 1, Math.floor((x + reach) / cell));
  const r0 = Math.max(0, Math.floor((y - reach) / cell));
  const r1 = Math.min(rows - 1, Math.floor((y + reach) / cell));
  for (let r = r0; r <= r1; r++) {
    for (let c = c0; c <= c1; c++) {
      for (let m = start[r * columns + c]; m < start[r * columns + c + 1]; m++) {
        const s = members[m];
        const distance = (px[s] - x) ** 2 + (py[s] - y) ** 2;
        if (distance < bestDistance) {
          bestDistance = distance;
          best = s;
        }
      }
    }
  }
  return best < 0 ? -1 : (best * stride) % px.length;
}

/** "#rrggbb" as the 32-bit word a little-endian canvas wants, mixed towards `towards` by `amount`. */
export function colourWord(hex, towards = "#000000", amount = 0) {
  const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(hex, at) * (1 - amount) + part(towards, at) * amount));
  return ((255 << 24) | (mixed[2] << 16) | (mixed[1] << 8) | mixed[0]) >>> 0;
}

/** "0.3,0.3;0.5,0.1" as [[0.3, 0.3], [0.5, 0.1]], and back. */
export const parsePoints = (text) => text.split(";").map((point) => point.split(",").map(Number));
export const formatPoints = (points) => points.map((point) => point.map((v) => +v.toFixed(3)).join(",")).join(";");

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

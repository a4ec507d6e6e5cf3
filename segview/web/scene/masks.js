// Masks of pixels: drawn, combined, counted.

/** Even-odd rule: is (x, y) inside the polygon? */
function insidePolygon(x, y, xs, ys) {
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

/** Pixels whose place along an axis lies between two others, as a mask. */
export function maskByRange(places, from, to) {
  const mask = new Uint8Array(places.length);
  for (let i = 0; i < mask.length; i++) mask[i] = places[i] > from && places[i] < to ? 1 : 0;
  return mask;
}

/** The selection algebra, one bit at a time: how a new mask changes the old one. */
const COMBINE = {
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

// Where the dots of a plot lie, which of them lie on top, and which is nearest.
const OFF_SCREEN = -30000;

/** A step that shares no factor with n: taking it n times visits every pixel once, sweeping the image evenly again and again. */
export function mixingStride(n) {
  const gcd = (a, b) => (b ? gcd(b, a % b) : a);
  let stride = Math.min(97, Math.max(1, n - 1));
  while (gcd(stride, n) !== 1) stride++;
  return stride;
}

/** Where every dot lies, in mixed order: the dot at `step` is pixel (step · stride) mod n. */
export function placeDots(x, y, [rangeX, rangeY], width, height) {
  const n = x.levels.length;
  const stride = mixingStride(n);
  const px = new Int16Array(n);
  const py = new Int16Array(n);
  const [ax, bx] = toScreen(x, rangeX, width);
  const [ay, by] = toScreen(y, rangeY, height);
  const fits = (at) => at > OFF_SCREEN && at < -OFF_SCREEN;
  for (let step = 0, i = 0; step < n; step++, i = i + stride >= n ? i + stride - n : i + stride) {
    const sx = ax + bx * x.levels[i];
    const sy = height - (ay + by * y.levels[i]);
    px[step] = fits(sx) ? Math.round(sx) : OFF_SCREEN;
    py[step] = fits(sy) ? Math.round(sy) : OFF_SCREEN;
  }
  return { px, py, stride };
}

/** Offset and scale that take levels to screen pixels. */
function toScreen({ low, high, top }, [from, to], length) {
  const perUnit = length / (to - from);
  return [(low - from) * perUnit, ((high - low) / top) * perUnit];
}

/** Pixel whose dot lies on top at each place of the screen, plus 1; 0 where there is none. */
export function topDots({ px, py, stride }, size, width, height) {
  const top = new Uint32Array(width * height);
  const n = px.length;
  const half = size >> 1;
  for (let step = 0, i = 0; step < n; step++, i = i + stride >= n ? i + stride - n : i + stride) {
    const x = px[step] - half;
    const y = py[step] - half;
    if (x < 0 || y < 0 || x + size > width || y + size > height) continue;
    for (let dy = 0, at = y * width + x; dy < size; dy++, at += width) top.fill(i + 1, at, at + size);
  }
  return top;
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

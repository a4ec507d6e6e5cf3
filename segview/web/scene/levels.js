// Arrays as they travel: whole levels 0 … top, spread evenly from low to high.

export async function inflate(bytes) {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  writer.write(bytes);
  writer.close();
  const parts = [];
  const reader = stream.readable.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  parts.reduce((at, part) => whole.set(part, at) ?? at + part.length, 0);
  return whole;
}

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

/** The value that a level stands for, in the arithmetic of Python: what is exact there is exact here. */
export function valueOfLevel({ low, high, top }, level) {
  return low + (level / top) * (high - low);
}

export const valueAt = (array, i) => valueOfLevel(array, array.levels[i]);

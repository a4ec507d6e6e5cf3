// Painting into canvases. Everything is one pass over typed arrays and one putImageData.
import { colourWord, mixingStride } from "./pure.js";

export const SURFACE = "#12161c"; // what images and dots lie on, in both themes
const DIMMED = 0.78; // how far an unselected pixel fades into the surface

/** Words for grey levels 0 … top. */
export function greyWords(top) {
  return Uint32Array.from({ length: top + 1 }, (_, level) => {
    const grey = Math.round((255 * level) / top);
    return ((255 << 24) | (grey << 16) | (grey << 8) | grey) >>> 0;
  });
}

export function labelWords(colours, amount = 0) {
  return Uint32Array.from(colours, (hex) => colourWord(hex, SURFACE, amount));
}

function dim(word) {
  const keep = 1 - DIMMED;
  const red = (word & 255) * keep + 0x12 * DIMMED;
  const green = ((word >> 8) & 255) * keep + 0x16 * DIMMED;
  const blue = ((word >> 16) & 255) * keep + 0x1c * DIMMED;
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** One canvas pixel per image pixel; what is not selected fades. */
export function paintImage(canvas, { levels, height, width }, words, selection) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(width, height);
  const out = new Uint32Array(picture.data.buffer);
  if (selection) {
    const faded = words.map(dim);
    for (let i = 0; i < out.length; i++) out[i] = selection[i] ? words[levels[i]] : faded[levels[i]];
  } else {
    for (let i = 0; i < out.length; i++) out[i] = words[levels[i]];
  }
  context.putImageData(picture, 0, 0);
}

/** Screen positions of one coordinate: levels (or ranks) through an axis range onto `length` pixels. */
export function project(numbers, perNumber, offset, range, length, flip) {
  const out = new Float32Array(numbers.length);
  const scale = (length / (range[1] - range[0])) * perNumber;
  const start = ((offset - range[0]) / (range[1] - range[0])) * length;
  for (let i = 0; i < out.length; i++) {
    const at = start + numbers[i] * scale;
    out[i] = flip ? length - at : at;
  }
  return out;
}

/** Every pixel as a square dot of `size` device pixels, visited in mixed order so that no class hides another. */
export function paintDots(canvas, { px, py, size, labels, words, faded, selection, background }) {
  const { width, height } = canvas;
  const context = canvas.getContext("2d");
  const picture = context.createImageData(width, height);
  const out = new Uint32Array(picture.data.buffer);
  if (background) out.set(background);
  else out.fill(colourWord(SURFACE));
  const n = px.length;
  const stride = mixingStride(n);
  const half = size >> 1;
  const pass = (colours, wanted) => {
    for (let step = 0, i = 0; step < n; step++, i = i + stride >= n ? i + stride - n : i + stride) {
      if (selection && selection[i] !== wanted) continue;
      const x = Math.round(px[i]) - half;
      const y = Math.round(py[i]) - half;
      if (x < 0 || y < 0 || x + size > width || y + size > height) continue;
      const word = colours[labels ? labels[i] : 0];
      for (let dy = 0, at = y * width + x; dy < size; dy++, at += width) {
        for (let dx = 0; dx < size; dx++) out[at + dx] = word;
      }
    }
  };
  if (selection) {
    pass(faded, 0);
    pass(words, 1);
  } else {
    pass(words);
  }
  context.putImageData(picture, 0, 0);
}

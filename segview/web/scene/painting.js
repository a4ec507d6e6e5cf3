// Painting into canvases. Everything is one pass over typed arrays and one putImageData.
import { colourWord, mixingStride } from "./pure.js";

export const SURFACE = "#12161c"; // what images and dots lie on, in both themes
const DIMMED = 0.78; // how far an unselected pixel fades into the surface
const OFF_SCREEN = -30000;

// Second cue beside colour: offsets that make up a dot's shape, by label.
const SHAPES = [
  [[0, 0], [1, 0], [0, 1], [1, 1]],
  [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1], [2, 0], [-2, 0], [0, 2], [0, -2]],
  [[0, 0], [-1, -1], [1, 1], [-1, 1], [1, -1], [2, 2], [-2, -2], [2, -2], [-2, 2]],
  [[-2, -2], [-1, -2], [0, -2], [1, -2], [2, -2], [-2, 2], [-1, 2], [0, 2], [1, 2], [2, 2], [-2, -1], [-2, 0], [-2, 1], [2, -1], [2, 0], [2, 1]],
];
// … and which pixels of a label image are darkened, by label.
const HATCHES = [() => false, (r, c) => (r + c) % 5 === 0, (r, c) => (r - c + 5000) % 5 === 0, (r) => r % 4 === 0];

/** Picture of what a label looks like with patterns on: hatched as in images, and its dot on the surface beside it. */
export function patternOf(label, colour) {
  const [high, wide] = [14, 28];
  const canvas = Object.assign(document.createElement("canvas"), { width: wide, height: high });
  const levels = new Uint8Array(high * wide);
  const words = labelWords([colour, SURFACE]);
  for (let i = 0; i < levels.length; i++) {
    const [row, col] = [Math.floor(i / wide), i % wide];
    levels[i] = col >= high || HATCHES[label % HATCHES.length](row, col) ? 1 : 0;
  }
  for (const [dx, dy] of SHAPES[label % SHAPES.length]) {
    for (let i = 0; i < 4; i++) levels[(6 + 2 * dy + (i >> 1)) * wide + 20 + 2 * dx + (i & 1)] = 0;
  }
  paintImage(canvas, { levels, height: high, width: wide }, words);
  return canvas.toDataURL();
}

const greys = new Map();

/** Words for grey levels 0 … top, made once. */
export function greyWordsOf(top) {
  if (!greys.has(top)) {
    const grey = (_, level) => Math.round((255 * level) / top) * 0x010101 + 0xff000000;
    greys.set(top, Uint32Array.from({ length: top + 1 }, grey));
  }
  return greys.get(top);
}

/** Words for a list of colours, each faded into the surface by `amount`. */
export function labelWords(colours, amount = 0) {
  return Uint32Array.from(colours, (hex) => colourWord(hex, SURFACE, amount));
}

/** Words of classes and of kinds of errors; as they are, faded, and as regions behind the dots. */
export function palette(classes, errors) {
  const [labels, wrong] = [classes, errors].map((list) => list.map(({ colour }) => colour));
  return {
    words: { labels: labelWords(labels), errors: labelWords(wrong) },
    faded: { labels: labelWords(labels, 0.72), errors: labelWords(wrong, 0.72) },
    regionWords: labelWords(labels, 0.8),
  };
}

/** Words as they look when they are not selected. */
export function fade(words) {
  const mix = (word, shift, surface) => Math.round(((word >> shift) & 255) * (1 - DIMMED) + surface * DIMMED) << shift;
  return words.map((word) => ((255 << 24) | mix(word, 16, 0x1c) | mix(word, 8, 0x16) | mix(word, 0, 0x12)) >>> 0);
}

const pictures = new WeakMap();

/** The picture that is painted into a canvas, and its words: made once for each size. */
function pictureOf(canvas) {
  const { width, height } = canvas;
  const known = pictures.get(canvas);
  if (known?.picture.width === width && known.picture.height === height) return known;
  const picture = canvas.getContext("2d").createImageData(width, height);
  const made = { picture, out: new Uint32Array(picture.data.buffer) };
  pictures.set(canvas, made);
  return made;
}

/** One canvas pixel per image pixel; what is not selected fades. */
export function paintImage(canvas, { levels, height, width }, words, faded, selection, hatched) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const { picture, out } = pictureOf(canvas);
  if (selection) for (let i = 0; i < out.length; i++) out[i] = (selection[i] ? words : faded)[levels[i]];
  else for (let i = 0; i < out.length; i++) out[i] = words[levels[i]];
  if (hatched) {
    for (let i = 0; i < out.length; i++) {
      if (HATCHES[levels[i] % HATCHES.length]((i / width) | 0, i % width)) out[i] = faded[levels[i]];
    }
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
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
function topDots({ px, py, stride }, size, width, height) {
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

/** Every pixel as a dot, in mixed order so that no class hides another; a word of 0 draws nothing. */
export function paintDots(canvas, dots, look) {
  const { picture, out } = pictureOf(canvas);
  if (look.background) out.set(look.background);
  else out.fill(colourWord(SURFACE));
  if (look.selection || look.shapes || look.words.includes(0)) paintOneByOne(canvas, out, dots, look);
  else {
    const { labels, words, size } = look;
    const top = (dots.top ??= topDots(dots, size, canvas.width, canvas.height));
    for (let at = 0; at < out.length; at++) if (top[at]) out[at] = words[labels ? labels[top[at] - 1] : 0];
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

function paintOneByOne({ width, height }, out, { px, py, stride }, { size, labels, words, faded, selection, shapes }) {
  const n = px.length;
  const half = size >> 1;
  const pass = (colours, wanted) => {
    for (let step = 0, i = 0; step < n; step++, i = i + stride >= n ? i + stride - n : i + stride) {
      if (selection && selection[i] !== wanted) continue;
      const x = px[step] - half;
      const y = py[step] - half;
      if (x < 0 || y < 0 || x + size > width || y + size > height) continue;
      const word = colours[labels ? labels[i] : 0];
      if (!word) continue;
      if (shapes) {
        for (const [dx, dy] of SHAPES[labels[i] % SHAPES.length]) {
          if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) out[(y + dy) * width + x + dx] = word;
        }
      } else {
        for (let dy = 0, at = y * width + x; dy < size; dy++, at += width) {
          for (let dx = 0; dx < size; dx++) out[at + dx] = word;
        }
      }
    }
  };
  if (selection) {
    pass(faded, 0);
    pass(words, 1);
  } else {
    pass(words);
  }
}

/** How many dots lie in each place, from dark to bright on a logarithmic scale; beside a selection, all else fades. */
export function paintDensity(canvas, { px, py, stride }, { labels, words, selection }, size) {
  const { width, height } = canvas;
  const cell = size + 1;
  const columns = Math.ceil(width / cell);
  const counts = new Uint32Array(columns * Math.ceil(height / cell));
  const chosen = new Uint32Array(selection ? counts.length : 0);
  const n = px.length;
  let most = 1;
  for (let step = 0, i = 0; step < n; step++, i = i + stride >= n ? i + stride - n : i + stride) {
    if (px[step] < 0 || py[step] < 0 || px[step] >= width || py[step] >= height) continue;
    if (labels && !words[labels[i]]) continue;
    const at = Math.floor(py[step] / cell) * columns + Math.floor(px[step] / cell);
    most = Math.max(most, ++counts[at]);
    if (selection?.[i]) chosen[at]++;
  }
  const { picture, out } = pictureOf(canvas);
  const ramp = Uint32Array.from({ length: 256 }, (_, i) => colourWord("#fff3b0", "#3b1a5a", 1 - i / 255));
  const dim = fade(ramp);
  const empty = colourWord(SURFACE);
  const scale = 255 / Math.log(most + 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = Math.floor(y / cell) * columns + Math.floor(x / cell);
      const count = selection ? chosen[at] || counts[at] : counts[at];
      const colours = selection && !chosen[at] ? dim : ramp;
      out[y * width + x] = count ? colours[Math.round(Math.log(count + 1) * scale)] : empty;
    }
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/** Decision regions as a background: the label that `labelAt(x, y)` (data coordinates) gives, in blocks. */
export function paintRegions(width, height, [[x0, x1], [y0, y1]], words, labelAt, block = 3) {
  const out = new Uint32Array(width * height);
  const dx = (x1 - x0) / width;
  const dy = (y1 - y0) / height;
  for (let top = 0; top < height; top += block) {
    const line = top * width;
    for (let left = 0; left < width; left += block) {
      const word = words[labelAt(x0 + (left + block / 2) * dx, y1 - (top + block / 2) * dy)];
      out.fill(word, line + left, Math.min(line + left + block, line + width));
    }
    for (let row = 1; row < block && top + row < height; row++) out.copyWithin(line + row * width, line, line + width);
  }
  return out;
}

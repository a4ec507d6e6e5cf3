// Painting into canvases. Everything is one pass over typed arrays and one putImageData.
import { colourWord, fade, surface, themed } from "./colours.js";
import { topDots } from "./dots.js";
import { HATCHES, SHAPES } from "./patterns.js";

const COARSE = 250; // columns of an image for each pixel that a line of its hatching is wide

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

/** One canvas pixel per image pixel; what is not selected fades, and so does the hatching where there are patterns. */
export function paintImage(canvas, { levels, height, width }, words, faded, selection, patterns) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const { picture, out } = pictureOf(canvas);
  if (selection) for (let i = 0; i < out.length; i++) out[i] = (selection[i] ? words : faded)[levels[i]];
  else for (let i = 0; i < out.length; i++) out[i] = words[levels[i]];
  if (patterns) {
    const hatches = patterns.map((pattern) => HATCHES[pattern]);
    const wide = Math.ceil(width / COARSE);
    for (let i = 0; i < out.length; i++) {
      if (hatches[levels[i]]((i / width / wide) | 0, ((i % width) / wide) | 0)) out[i] = faded[levels[i]];
    }
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/** Every pixel as a dot, in mixed order so that no class hides another; a word of 0 draws nothing. Patterns are shapes of dots, or hatch what dots fill. */
export function paintDots(canvas, dots, look) {
  const { picture, out } = pictureOf(canvas);
  if (look.background) out.set(look.background);
  else out.fill(colourWord(surface()));
  if (look.selection || look.patterns || look.words.includes(0)) paintOneByOne(canvas, out, dots, look);
  else {
    const { labels, words, size } = look;
    const top = (dots.top ??= topDots(dots, size, canvas.width, canvas.height));
    for (let at = 0; at < out.length; at++) if (top[at]) out[at] = words[labels ? labels[top[at] - 1] : 0];
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

function paintOneByOne({ width, height }, out, { px, py, stride }, { size, labels, words, faded, selection, patterns, filled }) {
  const n = px.length;
  const half = size >> 1;
  const unit = Math.max(1, half);
  const shapes = filled ? null : patterns?.map((pattern) => SHAPES[pattern]);
  const hatches = filled ? patterns?.map((pattern) => HATCHES[pattern]) : null;
  const fillBlock = (x, y, side, word) => {
    for (let dy = 0, at = y * width + x; dy < side; dy++, at += width) out.fill(word, at, at + side);
  };
  const pass = (colours, wanted) => {
    for (let step = 0, i = 0; step < n; step++, i = i + stride >= n ? i + stride - n : i + stride) {
      if (selection && selection[i] !== wanted) continue;
      const x = px[step] - half;
      const y = py[step] - half;
      if (x < 0 || y < 0 || x + size > width || y + size > height) continue;
      const label = labels ? labels[i] : 0;
      const word = colours[label];
      if (!word) continue;
      if (shapes) {
        for (const [across, down] of shapes[label]) {
          const [left, top] = [x + across * unit, y + down * unit];
          if (left >= 0 && left + unit <= width && top >= 0 && top + unit <= height) fillBlock(left, top, unit, word);
        }
      } else if (hatches) {
        for (let dy = 0, at = y * width + x; dy < size; dy++, at += width) {
          for (let dx = 0; dx < size; dx++) out[at + dx] = hatches[label](((y + dy) / unit) | 0, ((x + dx) / unit) | 0) ? faded[label] : word;
        }
      } else fillBlock(x, y, size, word);
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
export function paintDensity(canvas, { px, py, stride }, { size, labels, words, selection }) {
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
  const ramp = Uint32Array.from({ length: 256 }, (_, i) => colourWord(themed("crowded"), themed("lonely"), 1 - i / 255));
  const dim = fade(ramp);
  const empty = colourWord(surface());
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

/** Decision regions as a background: the label that `labelAt(x, y)` (data coordinates) gives, in blocks; with patterns, hatched. */
export function paintRegions(width, height, [[x0, x1], [y0, y1]], { regions, hatching, patterns }, labelAt, patterned, block = 3) {
  const hatches = patterned ? patterns.map((pattern) => HATCHES[pattern]) : null;
  const out = new Uint32Array(width * height);
  const dx = (x1 - x0) / width;
  const dy = (y1 - y0) / height;
  for (let top = 0; top < height; top += block) {
    const line = top * width;
    for (let left = 0; left < width; left += block) {
      const label = labelAt(x0 + (left + block / 2) * dx, y1 - (top + block / 2) * dy);
      const words = hatches?.[label](top / block, left / block) ? hatching : regions;
      out.fill(words[label], line + left, Math.min(line + left + block, line + width));
    }
    for (let row = 1; row < block && top + row < height; row++) out.copyWithin(line + row * width, line, line + width);
  }
  return out;
}

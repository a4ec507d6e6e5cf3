// Colours as the 32-bit words of a canvas.
import { Memo } from "./memo.js";

const DIMMED = 0.78; // how far an unselected pixel fades into the surface

const greys = new Memo(8);
const glows = new Memo(2);
const palettes = new Memo(4);
const known = {};

/** A colour of the page's style, which has it from Python. */
export const themed = (name) => (known[name] ||= getComputedStyle(document.documentElement).getPropertyValue(`--segview-${name}`).trim());

/** What images and dots lie on, in both themes. */
export const surface = () => themed("surface");

/** "#rrggbb" as the 32-bit word a little-endian canvas wants, mixed towards `towards` by `amount`. */
export function colourWord(hex, towards = "#000000", amount = 0) {
  const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(hex, at) * (1 - amount) + part(towards, at) * amount));
  return ((255 << 24) | (mixed[2] << 16) | (mixed[1] << 8) | mixed[0]) >>> 0;
}

/** Words for grey levels 0 … top. */
export const greyWordsOf = (top) =>
  greys.get(top, () => Uint32Array.from({ length: top + 1 }, (_, level) => Math.round((255 * level) / top) * 0x010101 + 0xff000000));

/** Words for levels 0 … top that lie over an image: from nothing to a light of one colour. */
export const glowWordsOf = (top) =>
  glows.get(top, () => Uint32Array.from({ length: top + 1 }, (_, level) => ((Math.round((255 * level) / top) << 24) | (colourWord(themed("crowded")) & 0xffffff)) >>> 0));

/** Words for a list of colours, each faded into the surface by `amount`. */
export function labelWords(colours, amount = 0) {
  return Uint32Array.from(colours, (hex) => colourWord(hex, surface(), amount));
}

/** Patterns and words of classes and of what other labels mean, by their name: words as they are, faded, and of regions behind the dots and their hatching. */
export function paletteOf(classes, others) {
  const shades = (list) => {
    const colours = list.map(({ colour }) => colour);
    const [words, faded, regions, hatching] = [0, 0.72, 0.8, 0.6].map((amount) => labelWords(colours, amount));
    return { words, faded, regions, hatching, patterns: list.map(({ pattern }) => pattern) };
  };
  const all = { labels: classes, ...others };
  return palettes.get(all, () => Object.fromEntries(Object.entries(all).map(([name, list]) => [name, shades(list)])));
}

/** Words as they look when they are not selected. */
export function fade(words) {
  const dark = colourWord(surface());
  const mix = (word, shift) => Math.round(((word >> shift) & 255) * (1 - DIMMED) + ((dark >> shift) & 255) * DIMMED) << shift;
  return words.map((word) => ((255 << 24) | mix(word, 16) | mix(word, 8) | mix(word, 0)) >>> 0);
}

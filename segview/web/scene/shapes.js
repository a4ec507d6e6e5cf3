// Shapes: pixels described as plain data, which any scene can turn into a mask, and which travel as a short text.
import { samePixels } from "./comparing.js";
import { invert, maskByBox, maskByOutline, maskByPolygon, maskByRange, maskByStroke } from "./masks.js";
import { knows, valuesOf } from "./scene.js";
import { rounded } from "./simplifying.js";
import { namesIn, pixels, signs } from "./where.js";

const [NAME, WHOLE, NUMBER] = ["[^_*]+", "-?\\d{1,12}", "-?\\d{1,9}(?:\\.\\d{1,9})?(?:e-\\d)?"];
const SIGN = `(?:${signs.join("|")})`;
const corners = (least) => `\\d(?:_${WHOLE}_${WHOLE}){${least},}`;
const form = (...parts) => new RegExp(`^${parts.join("_")}$`);

/** What each kind of shape speaks of, its mask, and the parts of its text: how they look, and what they are made from and read as. */
const KINDS = {
  /** Conditions that must hold, as in where.js. */
  where: {
    names: ({ where }) => namesIn(where),
    mask: ({ where }, scene) => pixels(where, Object.fromEntries(namesIn(where).map((name) => [name, valuesOf(scene, name)])), sizeOf(scene)),
    form: new RegExp(`^(?:${NAME}_${SIGN}_${NAME}(?:_(?!$)|$))*$`),
    write: ({ where }) => where.flat(),
    read: (parts) => ({ where: inGroups(parts, 3).map(([name, sign, value]) => [name, sign, Number.isNaN(Number(value)) ? value : Number(value)]) }),
  },
  /** A lasso in a picture: [column, row] of its corners; a pixel's middle is half way to the next. */
  outline: {
    mask: ({ points }, { shape }) => maskByOutline(shape, points),
    form: form(corners(1)),
    write: ({ points }) => writePoints(points),
    read: (parts) => ({ points: readPoints(parts) }),
  },
  /** A box in a picture: first and last row, first and last column. */
  box: {
    mask: ({ rows, columns }, { shape }) => maskByBox(shape, rows, columns),
    form: form(WHOLE, WHOLE, WHOLE, WHOLE),
    write: ({ rows, columns }) => [...rows, ...columns],
    read: (parts) => ({ rows: parts.slice(0, 2).map(Number), columns: parts.slice(2).map(Number) }),
  },
  /** The stroke of a brush in a picture. */
  brush: {
    mask: ({ points, radius }, { shape }) => maskByStroke(shape, points, radius),
    form: form(NUMBER, corners(1)),
    write: ({ points, radius }) => [radius, ...writePoints(points)],
    read: ([radius, ...parts]) => ({ points: readPoints(parts), radius: Number(radius) }),
  },
  /** A lasso or a box around the dots of two features. */
  polygon: {
    names: ({ x, y }) => [x, y],
    mask: ({ x, y, points }, { arrays }) => maskByPolygon(arrays[x], arrays[y], points),
    form: form(NAME, NAME, corners(1)),
    write: ({ x, y, points }) => [x, y, ...writePoints(points)],
    read: ([x, y, ...parts]) => ({ x, y, points: readPoints(parts) }),
  },
  /** Bars of a histogram. */
  between: {
    names: ({ x }) => [x],
    mask: ({ x, from, to }, { arrays }) => maskByRange(arrays[x], from, to),
    form: form(NAME, NUMBER, NUMBER),
    write: ({ x, from, to }) => [x, from, to],
    read: ([x, from, to]) => ({ x, from: Number(from), to: Number(to) }),
  },
  /** All pixels that were not selected before. */
  invert: {
    mask: (_, scene, before) => (before ? invert(before) : new Uint8Array(sizeOf(scene)).fill(1)),
    form: /^$/,
    write: () => [],
    read: () => ({}),
  },
};

const sizeOf = ({ shape }) => shape.height * shape.width;
const PINNED = "pinned"; // drawn in a plot of what is pinned

/** What a shape speaks of that a scene does not have. */
export function missingIn(shape, scene) {
  const known = sceneOf(shape, scene);
  if (!known) return ["what is pinned"];
  const { names = () => [], mask } = KINDS[shape.kind];
  const spoken = names(shape);
  return spoken.filter((name) => !(mask === KINDS.where.mask ? knows(known, name) : known.arrays[name]?.top));
}

/** The pixels of a shape, as a mask; none where something is missing. */
export function maskOf(shape, scene, before = null) {
  if (missingIn(shape, scene).length) return new Uint8Array(sizeOf(scene));
  return KINDS[shape.kind].mask(shape, sceneOf(shape, scene), before);
}

/** The scene that a shape was drawn on: the one that is shown, or what is pinned beside it, pixel for pixel. */
function sceneOf({ pinned }, scene) {
  if (!pinned) return scene;
  return scene.pinned && samePixels(scene, scene.pinned) ? scene.pinned : null;
}

/** A shape as a text of letters, digits and few signs. */
export const writeShape = ({ pinned, ...shape }) => [...(pinned ? [PINNED] : []), shape.kind, ...KINDS[shape.kind].write(shape)].join("_");

/** The shape of a text; null where it is none. */
export function readShape(text) {
  const parts = text.split("_");
  const pinned = parts[0] === PINNED && { [parts.shift()]: true };
  const kind = parts.shift();
  if (!Object.hasOwn(KINDS, kind) || !KINDS[kind].form.test(parts.join("_"))) return null;
  return { kind, ...KINDS[kind].read(parts), ...pinned };
}

const inGroups = (list, size) => Array.from({ length: list.length / size }, (_, n) => list.slice(size * n, size * (n + 1)));

/** How many digits they have, the first point in units of the last digit, then the way from each to the next. */
function writePoints(points) {
  let digits = 0;
  while (digits < 9 && points.flat().some((value) => rounded(value, digits) !== value)) digits++;
  const units = points.map((point) => point.map((value) => Math.round(value * 10 ** digits)));
  return [digits, ...units.flatMap((point, n) => point.map((value, axis) => value - (units[n - 1]?.[axis] ?? 0)))];
}

function readPoints([digits, ...ways]) {
  let [x, y] = [0, 0];
  return inGroups(ways.map(Number), 2).map(([right, up]) => [(x += right) / 10 ** digits, (y += up) / 10 ** digits]);
}

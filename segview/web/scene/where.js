// A selection as a description: [[name, sign, value], …], all of which must hold, as in segview/scene/where.py.
const SIGNS = {
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

export const signs = Object.keys(SIGNS);

/** Names of all arrays that a description speaks of. */
export const namesIn = (where) => where.flatMap(([name, , value]) => (typeof value === "string" ? [name, value] : [name]));

/** The pixels meant, as a mask of n: `arrays` has one value per pixel by name; a value is a number or the name of another array. */
export function pixels(where, arrays, n) {
  const mask = new Uint8Array(n).fill(1);
  for (const [name, sign, value] of where) {
    const holds = entry(SIGNS, sign);
    const left = entry(arrays, name);
    const right = typeof value === "string" ? entry(arrays, value) : null;
    for (let i = 0; i < n; i++) mask[i] &= holds(left[i], right ? right[i] : value);
  }
  return mask;
}

function entry(table, name) {
  if (!Object.hasOwn(table, name)) throw new RangeError(`“${name}” is none of ${Object.keys(table).join(" ")}.`);
  return table[name];
}

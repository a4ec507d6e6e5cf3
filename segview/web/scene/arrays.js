// Decoded arrays by the hash of their content, for all views of the page.
const LIMIT = 48; // arrays that are kept, the newest

const arrays = new Map();
const waiting = new Map();

export function putArray(id, array) {
  arrays.delete(id);
  arrays.set(id, array);
  if (arrays.size > LIMIT) arrays.delete(arrays.keys().next().value);
  waiting.get(id)?.forEach((resolve) => resolve(array));
  waiting.delete(id);
}

/** Whether an array is here already; then it counts as new again. */
export function touchArray(id) {
  if (arrays.has(id)) putArray(id, arrays.get(id));
  return arrays.has(id);
}

/** An array, or the promise of it. */
export function getArray(id) {
  if (touchArray(id)) return arrays.get(id);
  return new Promise((resolve) => {
    if (!waiting.has(id)) waiting.set(id, []);
    waiting.get(id).push(resolve);
  });
}

// Decoded arrays by the hash of their content, for all views of the page.
import { Kept } from "../kept.js";
import { inflate, readLevels } from "./levels.js";

const arrays = new Kept(64e6);
const waiting = new Map();

/** Unpack an array as `segview.scene.packing` packs it, and keep it. */
export async function unpack(packed) {
  const head = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const { id, ...meta } = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + head)));
  if (arrays.get(id)) return;
  const levels = readLevels(await inflate(packed.subarray(4 + head)), meta);
  const array = { id, ...meta, levels };
  arrays.put(id, array, levels.byteLength);
  waiting.get(id)?.forEach((resolve) => resolve(array));
  waiting.delete(id);
}

/** Whether an array is here; then it counts as new again. */
export const hasArray = (id) => Boolean(arrays.get(id));

/** An array, or the promise of it. */
export function getArray(id) {
  const array = arrays.get(id);
  if (array) return array;
  return new Promise((resolve) => {
    if (!waiting.has(id)) waiting.set(id, []);
    waiting.get(id).push(resolve);
  });
}

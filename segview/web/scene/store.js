// A component without a face: it unpacks one array and keeps it for the views on the page.
import { putArray, touchArray } from "./arrays.js";
import { readLevels } from "./pure.js";

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

export default async function store({ data }) {
  const head = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  const { id, ...meta } = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + head)));
  if (touchArray(id)) return;
  const bytes = await inflate(data.subarray(4 + head));
  putArray(id, { id, ...meta, levels: readLevels(bytes, meta) });
}

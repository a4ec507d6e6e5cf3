// A component without a face: it unpacks one array and keeps it for the views on the page.
import { putArray } from "./bus.js";
import { readLevels } from "./pure.js";

export async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export default async function store({ data }) {
  const head = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  const { id, ...meta } = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + head)));
  const bytes = await inflate(data.subarray(4 + head));
  putArray(id, { id, ...meta, levels: readLevels(bytes, meta) });
}

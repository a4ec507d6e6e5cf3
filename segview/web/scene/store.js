// A component without a face: it unpacks one array and keeps it for the views on the page.
import { putArray, touchArray } from "./arrays.js";
import { inflate, readLevels } from "./levels.js";

export default async function store({ data }) {
  const head = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  const { id, ...meta } = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + head)));
  if (touchArray(id)) return;
  const bytes = await inflate(data.subarray(4 + head));
  putArray(id, { id, ...meta, levels: readLevels(bytes, meta) });
}

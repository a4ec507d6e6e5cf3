// Scenes by their address: asked for once, kept, and asked for again where the server is busy or an answer is lost.
import { Kept } from "../kept.js";
import { connected } from "../server/connection.js";
import { hasArray, unpack } from "./arrays.js";

const LOST = [300, 1000]; // ms to wait before an answer that was lost is asked for again
const LONG = 4000; // characters of an address: the values of a longer one are posted, as much as is painted
const SILENCE = 15_000; // ms after which an answer counts as lost

const kept = new Kept(16e6);
const coming = new Map();

export class Unanswered extends Error {
  /** `why` is what the server says where it refuses. */
  constructor(message, why = "") {
    super(message);
    this.why = why;
  }
}

/** Names of the arrays that a scene speaks of. */
function arraysOf({ view }) {
  if (!view) return [];
  return [...Object.values(view.features).map(({ id }) => id), view.truth, view.result, view.regions?.id].filter(Boolean);
}

/** The scene of an address, if it is here with all its arrays. */
export function recall(address) {
  const scene = kept.get(address);
  return scene && arraysOf(scene).every(hasArray) ? scene : null;
}

/**
 * The scene of an address. Arrays that all scenes of a lesson share come with the scene at `base`.
 * What is asked for `ahead` is given up at the first difficulty.
 */
export function obtain(address, base, { ahead = false, onBusy = () => {} } = {}) {
  const here = recall(address);
  if (here) return Promise.resolve(here);
  if (!coming.has(address) || (!ahead && coming.get(address).ahead)) {
    const promise = complete(address, base, { ahead, onBusy }).finally(() => coming.delete(address));
    coming.set(address, { promise, ahead });
  }
  return coming.get(address).promise;
}

async function complete(address, base, how) {
  const scene = await open(await ask(address, how), address);
  if (address !== base && !arraysOf(scene).every(hasArray)) await obtain(base, base, how);
  return scene;
}

async function ask(address, { ahead, onBusy }) {
  for (let lost = 0; ; ) {
    const answer = await fetchOnce(address, ahead);
    if (answer?.status === 200) return answer;
    if (ahead || (answer && answer.status !== 503)) throw new Unanswered(`${address}: ${answer ? answer.status : "no answer"}`, answer?.why);
    if (answer) {
      onBusy();
      await pause(1000 * (Number(answer.headers.get("retry-after")) || 1) * (1 + Math.random()));
    } else {
      if (lost === LOST.length) throw new Unanswered(`${address}: no answer`);
      await pause(LOST[lost]);
      if (connected()) lost++; // while there is no network at all, nothing is wrong with this way
    }
  }
}

/** An answer with its body, or null if it is lost. */
async function fetchOnce(address, ahead) {
  const how = ahead ? { headers: { Purpose: "prefetch" }, priority: "low" } : { priority: "high" };
  const [place, query] = address.length > LONG ? address.split("?") : [address];
  if (query) Object.assign(how, { method: "POST", body: query });
  try {
    const answer = await fetch(new URL(place, document.baseURI), { ...how, signal: AbortSignal.timeout(SILENCE) });
    const { status, headers } = answer;
    if (status === 200) return { status, headers, body: new Uint8Array(await answer.arrayBuffer()) };
    return { status, headers, why: status < 500 ? await answer.text() : "" };
  } catch {
    return null;
  }
}

async function open({ body }, address) {
  const length = new DataView(body.buffer).getUint32(0, true);
  const { data, sizes } = JSON.parse(new TextDecoder().decode(body.subarray(4, 4 + length)));
  let at = 4 + length;
  const arrays = sizes.map((size) => body.subarray(at, (at += size)));
  await Promise.all(arrays.map(unpack));
  kept.put(address, data, length);
  return data;
}

const pause = (ms) => new Promise((go) => setTimeout(go, ms));

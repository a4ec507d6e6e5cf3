// The address bar: what the controls say stands there, the open step, and what is pinned.
import { listen } from "../events.js";

const PACE = 250; // ms between two writes: browsers refuse many more
const LONGEST = 2500; // letters of a value: servers and proxies refuse much longer addresses when the page is opened again

const toWrite = new Map();
let writing;
let written = -PACE;

/** Write now, if the page that a parameter belongs to is still there. */
export function flushAddress() {
  clearTimeout(writing);
  writing = null;
  const url = new URL(window.location.href);
  for (const [name, { text, path }] of toWrite) {
    if (path !== url.pathname) continue;
    if (text === null) url.searchParams.delete(name);
    else url.searchParams.set(name, text);
  }
  toWrite.clear();
  if (url.href === window.location.href) return;
  written = performance.now();
  window.history.replaceState(window.history.state, "", url);
}

/** Write a parameter soon, without a history entry; a default leaves no trace in the address, nor does what is too long for it. */
export function writeToAddress(key, value, fallback) {
  const left = value === fallback || value?.length > LONGEST;
  toWrite.set(key, { text: left ? null : value, path: window.location.pathname });
  writing ??= setTimeout(flushAddress, Math.max(0, written + PACE - performance.now()));
}

listen("looked", (names) => names.forEach((name) => writeToAddress(name, null, null)));
listen("pinned", ({ query }) => writeToAddress("pin", query, null));
for (const moment of ["pointerdown", "pointerup"]) window.addEventListener(moment, flushAddress, { capture: true });
window.addEventListener("beforeunload", flushAddress);

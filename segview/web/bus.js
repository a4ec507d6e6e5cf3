// What the components on one page share: decoded arrays, control values, and the address bar.

const arrays = new Map();
const waiting = new Map();

/** Keep a decoded array under its content hash (the newest 48 are kept). */
export function putArray(id, array) {
  arrays.delete(id);
  arrays.set(id, array);
  if (arrays.size > 48) arrays.delete(arrays.keys().next().value);
  waiting.get(id)?.forEach((resolve) => resolve(array));
  waiting.delete(id);
}

/** Whether an array is here already; then it counts as new again. */
export function touchArray(id) {
  if (arrays.has(id)) putArray(id, arrays.get(id));
  return arrays.has(id);
}

export function getArray(id) {
  if (touchArray(id)) return arrays.get(id);
  return new Promise((resolve) => {
    if (!waiting.has(id)) waiting.set(id, []);
    waiting.get(id).push(resolve);
  });
}

/** The linked views on the page: while there is one, an answer has arrived when it has been painted. */
export const openViews = new Set();

/** What the open views decide on their own: a control whose key is here asks the server on release only. */
export const decidedHere = new Set();

const events = new EventTarget();
export const send = (name, detail) => events.dispatchEvent(new CustomEvent(name, { detail }));
export function listen(name, react) {
  const handler = (event) => react(event.detail);
  events.addEventListener(name, handler);
  return () => events.removeEventListener(name, handler);
}

const URL_PACE = 250; // ms between two writes to the address bar: browsers refuse many more
const toWrite = new Map();
let writing;
let written = -URL_PACE;

/** Write parameters to the address bar now, if the page they belong to is still there. */
export function flushUrl() {
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

/** Write a parameter to the address bar soon, without a history entry; a default leaves no trace there. */
export function writeToUrl(key, value, fallback) {
  toWrite.set(key, { text: value === fallback ? null : value, path: window.location.pathname });
  writing ??= setTimeout(flushUrl, Math.max(0, written + URL_PACE - performance.now()));
}

for (const moment of ["pointerdown", "pointerup"]) window.addEventListener(moment, flushUrl, { capture: true });
window.addEventListener("beforeunload", flushUrl);

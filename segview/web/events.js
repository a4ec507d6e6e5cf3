// What the components on one page tell each other.
const events = new EventTarget();

export const send = (name, detail) => events.dispatchEvent(new CustomEvent(name, { detail }));

/** React to what is sent under a name; gives back what ends that. */
export function listen(name, react) {
  const handler = (event) => react(event.detail);
  events.addEventListener(name, handler);
  return () => events.removeEventListener(name, handler);
}

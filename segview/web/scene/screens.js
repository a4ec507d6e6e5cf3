// The screens of the page, by name: what their controls ask for, and the scenes that there are.
const PATIENCE = 10_000; // ms

export const screens = new Map();

/** Whether a screen follows a control by itself: then the server is told of it when the hand rests. */
export const isFollowed = (key) => [...screens.values()].some((screen) => screen.follows(key));

/** Wait until a screen shows what its controls say, or for as long as somebody would. */
export async function whenShown(name) {
  await pause();
  await until(() => screens.get(name)?.settled ?? true);
  await new Promise(requestAnimationFrame);
}

/** Wait until a screen has something to show. */
export const whenThere = (name) => until(() => screens.get(name)?.scene);

const pause = () => new Promise((go) => setTimeout(go, 30));

async function until(holds) {
  const end = performance.now() + PATIENCE;
  while (!holds() && performance.now() < end) await pause();
}

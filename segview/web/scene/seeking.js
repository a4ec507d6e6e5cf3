// Open tasks that ask for pixels: while there is one, tools select, until the learner chooses to paint.
import { openViews } from "./views.js";

const tasks = new Set();

export const isSought = () => tasks.size > 0;

export function seek(task) {
  tasks.add(task);
  for (const { painter } of openViews) if (painter.on) painter.use(false);
}

export function stopSeeking(task) {
  tasks.delete(task);
}

// Pixels that the learner labels, kept in a control.
import { send } from "../events.js";
import { formatPoints, parsePoints } from "./points.js";

/** [[row, column, label], …] in the whole image. */
export const marksOf = ({ labelling, values }) => (labelling ? parsePoints(values[labelling]) : []);

/** Label a pixel of the shown image. A second click takes its label away, or where there is a single one of each, another click moves it. */
export function labelPixel(scene, row, col, label) {
  const { labelling, step, controls } = scene;
  const marks = marksOf(scene);
  const keep = (next) => send("set", { key: labelling, value: formatPoints(next) });
  const mark = [row * step, col * step, label];
  if (controls[labelling].single) return keep([...marks.filter(([, , other]) => other !== label), mark]);
  const near = ([r, c]) => Math.hypot(r / step - row, c / step - col) < 2.5;
  const rest = marks.filter((other) => !near(other));
  const next = rest.length < marks.length ? rest : [...rest, mark];
  if (next.length) keep(next);
}

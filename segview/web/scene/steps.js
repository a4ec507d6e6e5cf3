// A selection as the steps that made it: shapes since the last that replaced what there was, and how each met those before.
import { combine, MODES } from "./masks.js";
import { maskOf, missingIn, readShape, writeShape } from "./shapes.js";

/** The steps with one more. What is inverted twice is as before. */
export function withStep(steps, mode, shape) {
  if (shape.kind === "invert") return steps.at(-1)?.[1].kind === "invert" ? steps.slice(0, -1) : [...steps, ["replace", shape]];
  return mode === "replace" || !steps.length ? [["replace", shape]] : [...steps, [mode, shape]];
}

/** The pixels that steps select in a scene. */
export const maskOfSteps = (steps, scene) => steps.reduce((mask, [mode, shape]) => combine(mask, maskOf(shape, scene, mask), mode), null);

/** What steps speak of that a scene does not have. */
export const missingInSteps = (steps, scene) => steps.flatMap(([, shape]) => missingIn(shape, scene));

export const writeSteps = (steps) => steps.map(([mode, shape]) => (mode === "replace" ? "" : `${mode}_`) + writeShape(shape)).join("*");

/** The steps of a text; null where it is none. */
export function readSteps(text) {
  const steps = text.split("*").map((part) => {
    const [first] = part.split("_");
    const mode = MODES.includes(first) ? first : "replace";
    return [mode, readShape(mode === "replace" ? part : part.slice(first.length + 1))];
  });
  const sound = steps.every(([mode, shape], n) => shape && (mode === "replace") === (n === 0 || shape.kind === "invert"));
  return sound && steps[0][1].kind !== "invert" ? steps : null;
}

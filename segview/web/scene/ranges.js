// How far the axes of a plot reach.

/** The same range, or a wider one in which all values lie. */
export const including = ([from, to], values) => [Math.min(from, ...values), Math.max(to, ...values)];

/**
 * Ranges that reach at least as far, with distances of the same length along both axes: one of them goes on upwards.
 * `lengths` are those of the axes on the screen; `scales` say what each feature is divided by before distances are taken.
 */
export function equalUnits(ranges, lengths, scales = [1, 1]) {
  const perPixel = ranges.map(([from, to], axis) => (to - from) / scales[axis] / lengths[axis]);
  const most = Math.max(...perPixel);
  return ranges.map(([from, to], axis) => [from, perPixel[axis] === most ? to : from + ((to - from) * most) / perPixel[axis]]);
}

// How far the axes of a plot reach.

/** The same range, or a wider one in which all values lie. */
const including = ([from, to], values) => [Math.min(from, ...values), Math.max(to, ...values)];

/** How far the axes of a plot should reach: as the dots do, or all values can, and the centres it marks. */
export function reachOf({ spec, whole }, { centres, featureNames, local }) {
  const wanted = (whole && spec.whole) || spec.ranges;
  if (!spec.centres || local) return wanted;
  return wanted.map((range, axis) => {
    const at = featureNames.indexOf([spec.x, spec.y][axis]);
    return at < 0 ? range : including(range, centres.map((centre) => centre.at[at]));
  });
}

/** How many times as wide as high a plot should be, at most and at least; as its ranges are where distance is what counts. */
export function shapeOf({ spec, reach, scales }) {
  if (!spec.equal || !reach) return { flattest: 1.7, tallest: 0.8 };
  const [wide, high] = reach.map(([from, to], axis) => (to - from) / scales[axis]);
  const wanted = Math.min(2, Math.max(0.8, wide / high));
  return { flattest: wanted, tallest: wanted };
}

/**
 * Ranges that reach at least as far, with distances of the same length along both axes: one of them goes on upwards.
 * `lengths` are those of the axes on the screen; `scales` say what each feature is divided by before distances are taken.
 */
export function equalUnits(ranges, lengths, scales = [1, 1]) {
  const perPixel = ranges.map(([from, to], axis) => (to - from) / scales[axis] / lengths[axis]);
  const most = Math.max(...perPixel);
  return ranges.map(([from, to], axis) => [from, perPixel[axis] > most * (1 - 1e-9) ? to : from + ((to - from) * most) / perPixel[axis]]);
}

/** Ranges that shrink or grow about a place, but not beyond home; some axes are fixed. */
export const zoomedAt = (ranges, home, at, grow, fixed) =>
  ranges.map(([from, to], axis) => {
    if (fixed.includes(axis)) return [from, to];
    const [low, high] = home[axis];
    const range = [at[axis] - (at[axis] - from) * grow, at[axis] + (to - at[axis]) * grow];
    return range[1] - range[0] >= high - low ? [low, high] : range;
  });

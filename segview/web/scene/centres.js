// Nearest centres: of single places in feature space, and of all pixels.
import { valueAt, valueOfLevel } from "./levels.js";

const BITS = 6; // two features are cut into cells, up to 2⁶ along each
const SIDE = 1 << BITS;
const MIXED = 255; // instead of a label: not the same all over a cell

/** Label of the nearest centre of a place; ties go to the lower label. `scales` divides each feature first. */
export function nearestCentre(centres, scales) {
  return (place) => {
    let best = 0;
    let least = Infinity;
    for (let label = 0; label < centres.length; label++) {
      const centre = centres[label];
      let distance = 0;
      for (let d = 0; d < centre.length; d++) {
        const away = (place[d] - centre[d]) / (scales ? scales[d] : 1);
        distance += away * away;
      }
      if (distance >= least) continue;
      least = distance;
      best = label;
    }
    return best;
  };
}

/** The same for every pixel. Distances are taken only where the cell of its levels does not tell the label already. */
export function labelsByCentre(arrays, centres, scales) {
  const nearest = nearestCentre(centres, scales);
  const place = new Float64Array(arrays.length);
  const exactly = (i) => {
    for (let d = 0; d < place.length; d++) place[d] = valueAt(arrays[d], i);
    return nearest(place);
  };
  const [x, y = x] = arrays;
  const labelOf = arrays.length > 2 ? new Uint8Array(SIDE * SIDE).fill(MIXED) : labelsOfCells(x, y, nearest);
  const [shiftX, shiftY] = [cellShift(x), cellShift(y)];
  const [levelsX, levelsY] = [x.levels, y.levels];
  const labels = new Uint8Array(levelsX.length);
  for (let i = 0; i < labels.length; i++) {
    const label = labelOf[((levelsX[i] >> shiftX) << BITS) | (levelsY[i] >> shiftY)];
    labels[i] = label === MIXED ? exactly(i) : label;
  }
  return labels;
}

/** How many of the lowest bits of a level say where it lies in its cell. */
const cellShift = ({ top }) => Math.max(0, 32 - Math.clz32(top) - BITS);

/**
 * Label of every cell of two features. The places nearest to a centre have a convex outline: a cell has one label
 * if its corners agree. They lie half a level outside, so that none of its pixels lies on that outline.
 */
function labelsOfCells(x, y, nearest) {
  const borders = (array) => Array.from({ length: SIDE + 1 }, (_, cell) => valueOfLevel(array, (cell << cellShift(array)) - 0.5));
  const down = borders(y);
  const corners = borders(x).map((left) => down.map((top) => nearest([left, top])));
  const labels = new Uint8Array(SIDE * SIDE).fill(MIXED);
  for (let column = 0; column < SIDE; column++) {
    const [here, next] = [corners[column], corners[column + 1]];
    for (let row = 0; row < SIDE; row++) {
      const agree = here[row] === here[row + 1] && here[row] === next[row] && here[row] === next[row + 1];
      if (agree) labels[(column << BITS) | row] = here[row];
    }
  }
  return labels;
}

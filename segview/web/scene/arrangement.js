// Which arrangement of pictures and plots fills a room best: arithmetic only.

export const GAP = 8; // px between panels
export const CAPTION = 22; // px above each panel
const AXES = { width: 66, height: 50 }; // px that a plot gives to its axes
const GOOD = 320; // px of height from which a plot gains nothing more by being high
const FILLED = 0.3; // of what an arrangement is worth is the share of the room that its panels fill
const CRAMPED = 0.1; // what an arrangement is worth in which a picture or a plot is too small
const SCALES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4]; // of the largest pictures that fit, to leave plots more

const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);
const among = (count, length) => (length - GAP * (count - 1)) / count;

/** The area of a plot as far as it is neither too flat nor too narrow. */
function areaOf(width, height, { flattest, tallest }) {
  const [wide, high] = [width - AXES.width, height - AXES.height];
  return Math.min(wide, flattest * high) * Math.min(high, wide / tallest);
}

/** How much a plot is worth: its area, less where it is low, or narrower than its caption. */
function worth(width, height, plot) {
  return areaOf(width, height, plot) * Math.sqrt(Math.min(1, height / GOOD)) * Math.min(1, width / plot.caption) ** 2;
}

/** What is left for the plots, and what all of it is worth (roots let neither starve the other), if pictures take this many columns of this width. */
function judge({ pictures, weight, caption, plots, least, ratio, width, height }, { beside, columns, plotColumns, pictureWidth }) {
  const rows = Math.ceil(pictures / columns);
  const [taken, high] = [columns * (Math.max(pictureWidth, caption) + GAP), rows * (pictureWidth / ratio + CAPTION + GAP)];
  const plotRows = Math.ceil(plots.length / plotColumns);
  const across = among(plotColumns, beside ? width - taken : width);
  const up = among(plotRows, beside ? height : height - high) - CAPTION;
  const ofPictures = pictures * (pictureWidth ** 2 / ratio);
  const ofPlots = plots.reduce((sum, plot) => sum + worth(across, up, plot), 0);
  const within = Math.min(across - AXES.width, up - AXES.height);
  const cramped = (pictures > 0 && pictureWidth < least.picture) || (plots.length > 0 && within < least.plot);
  const filled = plots.reduce((sum, plot) => sum + areaOf(across, up, plot), ofPictures) / (width * height);
  const score = (Math.sqrt(weight * ofPictures) + Math.sqrt(ofPlots)) * (1 - FILLED + FILLED * filled) * (cramped ? CRAMPED : 1);
  return { score, cramped, taken: taken - GAP, fits: taken - GAP <= width && (!plots.length || within > 0) };
}

/**
 * The best arrangement: pictures in `columns`, each `pictureWidth` wide, with the plots in `plotColumns` beside or beneath them.
 * `caption` is the width that the captions of pictures need, and each of `plots` says that of its own, and how many times as wide
 * as high it should be at most and at least. Narrower pictures than `least.picture`, and plots that are lower or narrower within
 * their axes than `least.plot`, are `cramped`. The pictures have `taken` so much of the width. What was `kept` stays unless another is `gain` times as good.
 * Pictures in which somebody paints have more `weight` than 1, that of the plots.
 */
export function arrange({ pictures, weight, caption, plots, least, ratio, width, height, kept = null, gain = 1 }) {
  const room = { pictures, weight, caption, plots, least, ratio, width, height };
  let best = { score: -Infinity, cramped: true, taken: 0, columns: 1, plotColumns: 1, pictureWidth: 0, beside: false };
  for (const columns of upTo(Math.max(1, pictures))) {
    const rows = Math.ceil(pictures / columns);
    const largest = pictures ? Math.min(among(columns, width), (among(rows, height) - CAPTION) * ratio) : 0;
    for (const plotColumns of upTo(Math.max(1, plots.length))) {
      for (const beside of plots.length ? [true, false] : [false]) {
        for (const scale of plots.length ? SCALES : [1]) {
          const way = { beside, columns, plotColumns, pictureWidth: Math.floor(scale * largest) };
          const { score, cramped, taken, fits } = judge(room, way);
          const stays = kept && kept.beside === beside && kept.columns === columns && kept.plotColumns === plotColumns;
          const weighed = score * (stays ? gain : 1);
          if (fits && weighed > best.score) best = { ...way, cramped, taken, score: weighed };
        }
      }
    }
  }
  return best;
}

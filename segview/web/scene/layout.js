// How the panels of a view share the room that its stage leaves them.
import { presents } from "../presentation.js";
import { arrange, CAPTION } from "./arrangement.js";
import { rescale, scale } from "./scale.js";

const STAGE = ".st-key-segview-stage";
const ROW = '[data-testid="stHorizontalBlock"]';
const COLUMN = '[data-testid="stColumn"]';
const SCROLLER = '[data-testid="stMain"]';
const WIDE = 1000; // px of a window in which the guide stands beside the stage
const SHARE = 0.45; // of the height of a narrow window, for a view that stands on no stage
const LARGE = 0.8; // the same of a large stage
const PHONE = { width: 640, shape: 1.6 }; // in narrower windows, all panels of a large stage together are so many times as high as wide
const LEAST = 260; // px of height that the panels of a large stage always have
const SMALLEST = { large: { picture: 150, plot: 120 }, small: { picture: 80, plot: 90 } }; // px of width and height
const MORE = 20; // px by which the panels grow beyond their room as long as one of them is too small
const ENOUGH = 640; // px up to which they grow in a window that is lower
const BELOW = 0.5; // of the room: what stands below and is higher has to be scrolled to
const SHORT = 0.45; // the same where nobody can scroll
const EDGE = 8; // px that stay free at the lower end of the window
const ASIDE = 304; // px of width at the usual size of letters, of bar and lines beside the panels, as in style.css
const VIEW = { least: 0.5, most: 0.65 }; // of the width, for pictures that have something beside them
const LINE = 40; // px, a line of text: one that goes, or that comes below the panels with a selection, moves nothing
const PAINTED = 2; // how much more pictures are worth than plots where somebody paints in them
const SETTLED = 300; // ms after which texts and fonts around new panels are in their places
const GAIN = 1.03; // how much better another arrangement must be

function fit(column, share) {
  column.dataset.fitted = "";
  column.style.setProperty("--view", `${100 * share}%`);
}

/** The best arrangement at this size of letters: what is around panels grows with them. */
function arranged({ width, height, caption, plots, ...wanted }) {
  const by = scale();
  const usual = plots.map((plot) => ({ ...plot, caption: plot.caption / by }));
  const way = arrange({ ...wanted, width: width / by, height: height / by, caption: caption / by, plots: usual });
  return { ...way, taken: way.taken * by, pictureWidth: Math.floor(way.pictureWidth * by) };
}

const heightOf = (element) => element?.getBoundingClientRect().height ?? 0;

export class Layout {
  constructor(view, box) {
    this.view = view;
    this.box = box;
    this.lines = NaN; // px of height kept for those below the panels
    this.watching = new ResizeObserver(() => this.follow());
    this.watching.observe(view.root);
    this.resized = () => this.resize();
    window.addEventListener("resize", this.resized);
  }

  /** Only another width, or another height below, moves panels: not a line that is pointed at and breaks, unless nobody could scroll to it. */
  follow() {
    const around = `${this.view.root.clientWidth} ${heightOf(this.below)}`;
    const beyond = presents() && this.view.root.getBoundingClientRect().bottom > window.innerHeight;
    if (around !== this.around || beyond) this.refresh();
    this.around = around;
  }

  /** Another window; letters, and what follows them, may have another size. */
  resize() {
    this.refresh();
    this.settle();
    this.view.plots.forEach((plot) => plot.resized());
  }

  get stage() {
    return this.box.closest(STAGE) ?? this.view.root;
  }

  /** Whether the stage is the small one above the steps. */
  get small() {
    return window.innerWidth < WIDE && this.stage.matches(STAGE) && !("large" in this.stage.dataset);
  }

  /** The column of a view of pictures only that shares a row: it is as wide as they can use. */
  get flexible() {
    const { view, stage } = this;
    const column = view.root.closest(COLUMN);
    const shares = window.innerWidth >= WIDE && stage.matches(STAGE) && !view.blocks.length && column.nextElementSibling;
    return shares ? column : null;
  }

  /** Width and height for all panels together. */
  room() {
    const { stage, small } = this;
    const width = this.box.clientWidth;
    const box = this.box.getBoundingClientRect();
    if (small) {
      const column = stage.closest(COLUMN);
      const above = box.top + column.scrollTop - column.getBoundingClientRect().top;
      return { width, height: parseFloat(getComputedStyle(column).maxHeight) - above - heightOf(this.view.status.readout) };
    }
    if (window.innerWidth < PHONE.width) return { width, height: PHONE.shape * width };
    if (window.innerWidth < WIDE) return { width, height: Math.max(LEAST, (stage.matches(STAGE) ? LARGE : SHARE) * window.innerHeight) };
    const outer = document.fullscreenElement === stage ? stage : (stage.closest(ROW) ?? stage);
    const scrolled = stage.closest(SCROLLER)?.scrollTop ?? 0;
    const first = outer.getBoundingClientRect().top + scrolled;
    const above = box.top - stage.getBoundingClientRect().top;
    const lines = this.linesBelow(this.view.root.getBoundingClientRect().bottom - box.bottom);
    const room = window.innerHeight - first - above - lines - EDGE * (presents() ? 2 * scale() : 1);
    const below = stage.querySelector('.segview-parts[data-place="below"]');
    this.watch(below);
    const kept = heightOf(below);
    if (presents()) return { width, height: room - this.keepShort(kept, room) };
    return { width, height: Math.max(LEAST, room - (kept < BELOW * room ? kept : 0)) };
  }

  /** Height kept for the lines below the panels; one more may cover them. */
  linesBelow(height) {
    if (presents() || !(Math.abs(height - this.lines) < LINE * scale())) this.lines = height;
    return this.lines;
  }

  /** Before a room nobody can scroll: what would take too much from the panels is left out. Gives what is taken. */
  keepShort(height, room) {
    const fits = height < SHORT * room;
    this.stage.toggleAttribute("data-crowded", !fits);
    return fits ? height : 0;
  }

  /** What stands below may come later, and grow. */
  watch(below) {
    if (!below || below === this.below) return;
    this.below = below;
    this.watching.observe(below);
  }

  /** Share the room when what stands around the panels has taken its place; among other panels at once, too. */
  settle() {
    const { arrangement, scene } = this.view;
    const panels = JSON.stringify([arrangement, scene?.shape, scene?.painting]);
    if (panels !== this.panels) this.refresh();
    this.panels = panels;
    clearTimeout(this.settling);
    this.view.root.dataset.settling = "";
    this.settling = setTimeout(() => {
      rescale();
      if (this.kind !== this.measured) this.lines = NaN; // with its fonts; later lines, as of a selection, move nothing
      this.measured = this.kind;
      this.refresh();
      delete this.view.root.dataset.settling;
    }, SETTLED);
  }

  /** Share the room among the panels that have something to show. */
  refresh() {
    const { view, box, small } = this;
    delete view.root.dataset.aside; // what is measured has bar and lines above and below
    const column = view.root.closest(COLUMN);
    if (column) delete column.dataset.fitted;
    const { flexible } = this;
    if (flexible) fit(flexible, VIEW.most);
    const { width, height } = this.room();
    if (!view.scene || width < 2) return;
    const { shape, painting } = view.scene;
    const shown = view.pictures.filter((panel) => panel.figure.root.offsetWidth);
    for (const { figure } of view.panels) delete figure.root.dataset.tight; // and captions of one line
    const wanted = {
      pictures: shown.length,
      weight: painting ? PAINTED : 1,
      caption: small ? 0 : Math.max(0, ...shown.map((panel) => panel.figure.captionWidth)),
      plots: view.blocks.map((block) => ({ caption: small ? 0 : block.captionWidth, ...block.shape })),
      least: SMALLEST[small ? "small" : "large"],
      ratio: shape.width / shape.height,
      width,
    };
    const asked = JSON.stringify(wanted);
    const grown = (height - this.height) / scale();
    const anew = asked !== this.asked || grown <= -1 || grown >= LINE;
    if (anew) {
      const kind = JSON.stringify([shown.length, view.blocks.length, width, small]);
      const kept = kind === this.kind ? this.chosen : null;
      Object.assign(this, { asked, height, kind });
      this.choose({ ...wanted, height, kept, gain: GAIN });
    }
    this.place(flexible, width);
    while (anew && flexible && !this.chosen.aside && this.broken(wanted)) this.place(flexible, width);
    this.tighten();
    if (small) this.makeUp();
    this.fitBeside();
    view.pictures.forEach((picture) => picture.showNumbers());
  }

  place(flexible, width) {
    const { aside, taken } = this.chosen;
    this.view.root.toggleAttribute("data-aside", aside);
    if (flexible) fit(flexible, Math.max(VIEW.least, (VIEW.most * taken) / width));
  }

  /** Lines around the panels that broke in a narrower column take their height from the panels, which makes it narrower still. */
  broken(wanted) {
    this.lines = NaN;
    const { height } = this.room();
    if (height > this.height - 1) return false;
    this.height = height;
    this.choose({ ...wanted, height, kept: this.chosen, gain: GAIN });
    return true;
  }

  /** Take the best arrangement, with bar and lines beside the panels where that leaves these more. */
  choose(wanted) {
    const { box, view } = this;
    const won = heightOf(view.root) - heightOf(box);
    const ways = [this.best(wanted)];
    if (window.innerWidth >= WIDE) ways.push({ ...this.best({ ...wanted, width: wanted.width - ASIDE * scale(), height: wanted.height + won }), aside: true });
    const [usual, aside] = ways;
    this.chosen = aside?.score > GAIN * usual.score ? aside : { ...usual, aside: false };
    const { beside, columns, pictureWidth, plotColumns, height } = this.chosen;
    box.dataset.plots = beside ? "beside" : "beneath";
    const lengths = { ratio: wanted.ratio, height: `${height}px`, columns, picture: `${pictureWidth}px`, caption: `${wanted.caption}px`, across: plotColumns };
    for (const [name, length] of Object.entries(lengths)) view.root.style.setProperty(`--${name}`, length);
  }

  /** The best arrangement in a room; where a panel would be too small, the room grows, and somebody has to scroll, but not before a room. */
  best({ height, ...wanted }) {
    const most = presents() ? height : Math.max(height, window.innerHeight, ENOUGH);
    let way = arranged({ ...wanted, height });
    while (way.cramped && height < most) way = arranged({ ...wanted, height: (height += MORE) });
    return { ...way, height };
  }

  /** Captions that are too long for their panels break into lines. */
  tighten() {
    for (const { figure } of this.view.panels) if (figure.captionWidth > figure.root.clientWidth) figure.root.dataset.tight = "";
  }

  /** What captions of several lines took from the panels, a room that is scrolled gives back. */
  makeUp() {
    const { view, chosen } = this;
    const lost = (panels, rows) => rows * Math.max(0, ...panels.map(({ figure }) => heightOf(figure.root.firstChild) - CAPTION));
    const [pictures, plots] = [
      lost(view.pictures, Math.ceil(view.pictures.length / chosen.columns)),
      lost(view.plots, Math.ceil(view.blocks.length / chosen.plotColumns)),
    ];
    view.root.style.setProperty("--height", `${chosen.height + (chosen.beside ? Math.max(pictures, plots) : pictures + plots)}px`);
  }

  /** What stands beside the view ends where it ends. */
  fitBeside() {
    const { top, height } = this.view.root.getBoundingClientRect();
    const beside = this.stage.querySelector('[data-place="beside"]');
    if (!beside) return;
    const under = beside.getBoundingClientRect().top - top;
    beside.style.setProperty("--height", `${under < height ? height - under : 0}px`);
  }

  remove() {
    clearTimeout(this.settling);
    this.watching.disconnect();
    window.removeEventListener("resize", this.resized);
  }
}

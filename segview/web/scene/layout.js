// How the panels of a view share the room that its stage leaves them.
import { arrange } from "./arrangement.js";

const STAGE = ".st-key-segview-stage";
const ROW = '[data-testid="stHorizontalBlock"]';
const SCROLLER = '[data-testid="stMain"]';
const WIDE = 1000; // px of a window in which the guide stands beside the stage
const SHARE = 0.45; // of the height of a window in which it scrolls beneath
const PHONE = { width: 640, shape: 1.6 }; // in narrower windows, all panels together are so many times as high as wide
const LEAST = 260; // px of height that the panels always have
const BELOW = 0.5; // of the room: what stands below and is higher has to be scrolled to
const EDGE = 8; // px that stay free at the lower end of the window
const CALM = 24; // px of more height are left alone, so that a text that breaks elsewhere moves nothing
const GAIN = 1.03; // how much better another arrangement must be

const heightOf = (element) => element?.getBoundingClientRect().height ?? 0;

export class Layout {
  constructor(view, box) {
    this.view = view;
    this.box = box;
    this.watching = new ResizeObserver(() => this.follow());
    this.watching.observe(box.parentElement);
    this.resized = () => this.refresh();
    window.addEventListener("resize", this.resized);
  }

  /** Only another width, or another height below, moves panels: not a line that is pointed at and breaks. */
  follow() {
    const around = `${this.box.clientWidth} ${heightOf(this.below)}`;
    if (around !== this.around) this.refresh();
    this.around = around;
  }

  get stage() {
    return this.box.closest(STAGE) ?? this.view.root;
  }

  /** Width and height for all panels together. */
  room() {
    const width = this.box.clientWidth;
    if (window.innerWidth < PHONE.width) return { width, height: PHONE.shape * width };
    if (window.innerWidth < WIDE) return { width, height: Math.max(LEAST, SHARE * window.innerHeight) };
    const { stage, view } = this;
    const outer = stage.closest(ROW) ?? stage;
    const scrolled = stage.closest(SCROLLER)?.scrollTop ?? 0;
    const first = outer.getBoundingClientRect().top + scrolled;
    const box = this.box.getBoundingClientRect();
    const above = box.top - stage.getBoundingClientRect().top;
    const lines = view.root.getBoundingClientRect().bottom - box.bottom;
    const room = window.innerHeight - first - above - lines - EDGE;
    const below = stage.querySelector('.segview-parts[data-place="below"]');
    this.watch(below);
    const kept = heightOf(below);
    return { width, height: Math.max(LEAST, room - (kept < BELOW * room ? kept : 0)) };
  }

  /** What stands below may come later, and grow. */
  watch(below) {
    if (!below || below === this.below) return;
    this.below = below;
    this.watching.observe(below);
  }

  /** Share the room among the panels that have something to show. */
  refresh() {
    const { view, box } = this;
    const { width, height } = this.room();
    if (!view.scene || width < 2) return;
    const { shape } = view.scene;
    const shown = view.pictures.filter((panel) => panel.figure.root.offsetWidth);
    for (const { figure } of view.panels) delete figure.root.dataset.tight; // what is measured is one line
    const wanted = {
      pictures: shown.length,
      caption: Math.max(0, ...shown.map((panel) => panel.figure.captionWidth)),
      plots: view.blocks.map((block) => ({ caption: block.captionWidth, ...block.shape })),
      ratio: shape.width / shape.height,
      width,
    };
    const asked = JSON.stringify(wanted);
    const grown = height - this.height;
    if (asked === this.asked && grown >= 0 && grown < CALM) return this.tighten();
    const kind = JSON.stringify([shown.length, view.blocks.length, width]);
    const kept = kind === this.kind ? this.chosen : null;
    Object.assign(this, { asked, height, kind });
    this.chosen = arrange({ ...wanted, height, kept, gain: GAIN });
    const { beside, columns, pictureWidth, plotColumns } = this.chosen;
    box.dataset.plots = beside ? "beside" : "beneath";
    const lengths = { ratio: wanted.ratio, height: `${height}px`, columns, picture: `${pictureWidth}px`, caption: `${wanted.caption}px`, across: plotColumns };
    for (const [name, length] of Object.entries(lengths)) box.style.setProperty(`--${name}`, length);
    this.tighten();
    this.fitBeside();
    view.pictures.forEach((picture) => picture.showNumbers());
  }

  /** Captions that are too long for their panels break into lines. */
  tighten() {
    for (const { figure } of this.view.panels) if (figure.captionWidth > figure.root.clientWidth) figure.root.dataset.tight = "";
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
    this.watching.disconnect();
    window.removeEventListener("resize", this.resized);
  }
}

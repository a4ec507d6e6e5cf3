// The lens that all images of a view share: which part of them is seen, in shares of their width and height.
const FEWEST = 6; // columns of an image that stay in sight

export class Lens {
  constructor(view) {
    this.view = view;
    Object.assign(this, { scale: 1, x: 0, y: 0 });
  }

  /** Zoom around a place. */
  zoomAt(factor, across, down) {
    const { scale, x, y, view } = this;
    const next = Math.min(view.scene.shape.width / FEWEST, Math.max(1, scale * factor));
    const keep = (at, from) => at - ((at - from) * scale) / next;
    this.set(next, keep(across, x), keep(down, y));
  }

  set(scale, x, y) {
    const { view } = this;
    const room = 1 - 1 / scale;
    const within = (at) => Math.min(room, Math.max(0, at));
    Object.assign(this, { scale, x: within(x), y: within(y) });
    view.pictures.forEach((panel) => panel.showLens(this));
    view.probe(view.probed);
    view.bar.showZoom();
  }

  /** See everything. */
  reset() {
    this.set(1, 0, 0);
  }
}

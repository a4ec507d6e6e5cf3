// What a filter looks at around the pixel pointed at, in image pixels: as large in every picture as it is.
import { makeSvg } from "./outline.js";

const SHAPES = {
  square: ({ side }, row, col, step) => ["rect", { x: col - side / step / 2, y: row - side / step / 2, width: side / step, height: side / step }],
  circle: ({ radius }, row, col, step) => ["circle", { cx: col, cy: row, r: radius / step }],
};

export class Footprint {
  constructor(svg) {
    this.box = makeSvg("g", svg, { class: "footprint" });
  }

  /** Around the middle of a pixel; nothing where nobody points, or where the scene has none. */
  show({ footprint, shape, step }, index) {
    this.box.replaceChildren();
    if (!footprint || index < 0) return;
    const col = index % shape.width;
    const row = (index - col) / shape.width;
    const [tag, attributes] = SHAPES[footprint.kind](footprint, row + 0.5, col + 0.5, step);
    for (const layer of ["rim", "line"]) makeSvg(tag, this.box, { ...attributes, class: layer });
  }
}

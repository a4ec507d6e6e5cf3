// What keys do while the view has the focus.
import { isForPage } from "../keys.js";
import { say } from "../saying.js";
import { brushRadius } from "./brushing.js";
import { describeProbe } from "./descriptions.js";
import { labelPixel } from "./labelling.js";
import { modeOf } from "./selection.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const OPEN = ["s", "S"];
const ZOOM = { "+": 1.4, "-": 1 / 1.4 };

export function press(view, scene, event) {
  const { key, target } = event;
  const { shape } = scene;
  if (target.closest("[popover], dialog") || view.painter.press(event)) return;
  if (key === "Escape") {
    view.selection.clear();
    view.keep(-1);
  }
  if (OPEN.includes(key) && isForPage(event)) {
    event.preventDefault();
    view.bar.limits.open();
  }
  if (target !== view.root || !(ARROWS[key] || ZOOM[key] || key === " ")) return;
  event.preventDefault();
  const { height, width } = shape;
  const start = view.probed < 0 ? Math.floor(height / 2) * width + Math.floor(width / 2) : view.probed;
  const [row, col] = [Math.floor(start / width), start % width];
  if (key === " ") stamp(view, scene, row, col, modeOf(event));
  else if (ZOOM[key]) view.lens.zoomAt(ZOOM[key], (col + 0.5) / width, (row + 0.5) / height);
  else {
    const by = event.shiftKey ? 10 : 1;
    const [down, right] = ARROWS[key];
    const within = (at, end) => Math.min(end - 1, Math.max(0, at));
    view.probe(within(row + down * by, height) * width + within(col + right * by, width));
    say("probe", describeProbe(scene, view.probed));
  }
}

/** Paint or label the pixel, or select the disc around it, as the tool says; a selection grows unless a modifier key says otherwise. */
function stamp(view, scene, row, col, mode) {
  const { width } = scene.shape;
  if (view.painter.on) return view.painter.dab(row, col);
  if (view.tool === "label") return labelPixel(scene, row, col, view.bar.labelChosen);
  view.selection.draw({ kind: "brush", points: [[col + 0.5, row + 0.5]], radius: brushRadius(width) }, { mode: mode ?? "add" });
}

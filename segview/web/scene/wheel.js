// The wheel scrolls the page. With Ctrl it zooms a panel; so does a pinch, which browsers tell of as a wheel with Ctrl.
import { make } from "../dom.js";

const TOLD = "segview-wheel";
const SHOWN = 4000; // ms

/** Call `zoom(factor, event)` when somebody zooms over a frame; who turns the wheel alone is told once how to. */
export function onZoom(frame, zoom) {
  const wheel = (event) => {
    if (!event.ctrlKey) return tellOnce();
    event.preventDefault();
    event.stopPropagation();
    zoom(Math.exp(-event.deltaY / 300), event);
  };
  frame.addEventListener("wheel", wheel, { passive: false, capture: true });
}

function tellOnce() {
  if (sessionStorage.getItem(TOLD)) return;
  sessionStorage.setItem(TOLD, "yes");
  const line = make("div", "segview-waiting", document.body, { role: "status" });
  line.textContent = "The wheel scrolls the page. Hold Ctrl, or pinch, to zoom.";
  setTimeout(() => line.remove(), SHOWN);
}

// plotly.js comes once per visit, when something first asks for it, and after the pictures: it is larger than all the rest.
import { openViews } from "./views.js";

const PAUSE = 50; // ms
let plotly;

export function loadPlotly(url) {
  plotly ??= load(url);
  return plotly;
}

async function load(url) {
  while ([...openViews].some(({ scene }) => !scene)) await new Promise((go) => setTimeout(go, PAUSE));
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      plotly = null;
      window.segview.offerReload();
      reject(new Error("plotly.js did not load."));
    };
    script.src = new URL(url, document.baseURI).href;
    document.head.append(script);
  });
}

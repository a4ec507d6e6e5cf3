// plotly.js comes once per visit, when something first asks for it.
let plotly;

export function loadPlotly(url) {
  plotly ??= new Promise((resolve, reject) => {
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
  return plotly;
}

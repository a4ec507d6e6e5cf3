// What Streamlit brings along with a page for each component: the way to its module in assets.
const version = VERSION;

// Modules of two versions must not meet on one page: they share state. The first to come decides.
window.segview ??= { version, offerReload };

/** Say that something is missing, once: the server was renewed after this page came, or the network failed. */
function offerReload() {
  if (document.querySelector(".segview-reload")) return;
  const notice = document.createElement("div");
  notice.className = "segview-reload";
  notice.setAttribute("role", "alert");
  const reload = document.createElement("button");
  reload.textContent = "Reload";
  reload.onclick = () => window.location.reload();
  notice.append("A part of this page is missing or has been renewed. Reload it: your place and your answers stay.", reload);
  document.body.append(notice);
}

async function enter() {
  const { version: here } = window.segview;
  if (here !== version) throw new Error(`The page is of version ${here}, what comes now of ${version}.`);
  const { use } = await import(new URL(BUNDLE, document.baseURI).href);
  return use(ENTRY);
}

export default async (component) => {
  const module = await enter().catch((error) => {
    console.error(error);
    window.segview.offerReload();
  });
  return module?.default(component);
};

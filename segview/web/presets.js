// Buttons that set controls; as links they carry the same setting in their address.
import { send } from "./bus.js";
import { make } from "./dom.js";

const rows = new WeakMap();

export default function presets({ data, parentElement: root }) {
  const offered = JSON.stringify(data);
  if (rows.get(root)?.offered === offered) return;
  rows.get(root)?.row.remove();
  const row = make("div", "segview-presets", root);
  const buttons = data.map(({ label, values, note, query }) => {
    const link = make("a", "", row, { href: `?${query}`, role: "button" });
    link.textContent = label;
    link.onkeydown = (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    };
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      for (const [key, value] of Object.entries(values)) send("set", { key, value, final: true });
      text.textContent = note;
      buttons.forEach((other) => other.classList.toggle("chosen", other === link));
    };
    return link;
  });
  const text = make("span", "note", row, { "aria-live": "polite" });
  rows.set(root, { offered, row });
}

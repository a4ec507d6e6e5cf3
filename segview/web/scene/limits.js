// Selecting by numbers: from and to for rows, columns and every feature, for those who do not draw.
import { button, make } from "../dom.js";
import { placeBeside } from "../placing.js";

const ENDS = { from: ">=", to: "<=" };

export class Limits {
  constructor(parent, view) {
    this.view = view;
    this.box = make("form", "limits", parent, { popover: "auto", "aria-label": "Select by numbers" });
    this.opener = button(parent, "By numbers", "Select what lies between two numbers (S)", () => this.open(), "by-numbers");
    this.table = make("table", "", this.box);
    make("button", "", this.box, { type: "submit" }).textContent = "Select";
    button(this.box, "Empty all", "Empty all fields", () => this.box.reset());
    this.box.onsubmit = (event) => {
      event.preventDefault();
      this.view.selection.draw({ kind: "where", where: this.where });
    };
  }

  /** Rows, columns and features, with the least and the most that each has. */
  get quantities() {
    const { features, featureNames, arrays, shape, step } = this.view.scene;
    const place = (name, title, count) => ({ name, title, ends: [0, (count - 1) * step] });
    const feature = (name) => ({ name, title: features[name].title, ends: [arrays[name].low, arrays[name].high].map((end) => Number(end.toFixed(3))) });
    return [place("row", "Row", shape.height), place("column", "Column", shape.width), ...featureNames.map(feature)];
  }

  open() {
    if (!this.view.scene) return;
    this.write();
    this.box.showPopover();
    placeBeside(this.box, this.opener);
    this.table.querySelector("input").focus();
  }

  /** Write the table anew where there are other quantities; what was typed stays where they are the same. */
  write() {
    const { quantities } = this;
    const told = JSON.stringify(quantities);
    if (told === this.told) return;
    this.told = told;
    this.table.replaceChildren();
    for (const { name, title, ends } of quantities) {
      const row = make("tr", "", this.table);
      make("th", "", row, { scope: "row" }).textContent = title;
      Object.keys(ENDS).forEach((end, i) => {
        const label = make("label", "", make("td", "", row));
        label.append(`${end} `);
        make("input", "", label, { type: "number", step: "any", placeholder: ends[i], "aria-label": `${title} ${end}`, "data-limit": end, "data-name": name });
      });
    }
  }

  /** What the fields say, as a description of pixels. */
  get where() {
    const filled = [...this.table.querySelectorAll("input")].filter(({ value }) => value !== "");
    return filled.map((input) => [input.dataset.name, ENDS[input.dataset.limit], input.valueAsNumber]);
  }
}

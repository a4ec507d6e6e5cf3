// Small helpers for building the page.

export function make(tag, className, parent, attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.append(element);
  return element;
}

export function button(parent, text, help, onclick, className = "") {
  const made = make("button", className, parent, { type: "button", title: help });
  made.textContent = text;
  made.onclick = onclick;
  return made;
}

export function dropDown(parent, label, options, onchange) {
  const select = make("select", "", parent, { "aria-label": label, title: label });
  select.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  select.onchange = () => onchange(select.value);
  return select;
}

/** A figure with its caption: title, room for extras, a value, and a way to fill the screen. */
export function figure(parent, className) {
  const root = make("figure", className, parent);
  const caption = make("figcaption", "", root);
  const title = make("span", "title", caption);
  const extras = make("span", "extras", caption);
  const value = make("span", "value", caption);
  const expand = button(caption, "⤢", "Fill the screen", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen();
  }, "expand");
  expand.setAttribute("aria-label", "Fill the screen");
  return { root, title, extras, value };
}

/** How modifier keys change the way a new selection meets the old one. */
export function modeOf(event) {
  if (event.shiftKey && event.altKey) return "intersect";
  if (event.shiftKey) return "add";
  if (event.altKey) return "remove";
  return null;
}

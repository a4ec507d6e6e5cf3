// Small helpers for building the page.

export function make(tag, className, parent, attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  setAttributes(element, attributes);
  parent?.append(element);
  return element;
}

export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

export function button(parent, text, help, onclick, className = "") {
  const made = make("button", className, parent, { type: "button", title: help });
  made.textContent = text;
  made.onclick = onclick;
  return made;
}

/** A button that stays pressed until it is pressed again. */
export function toggle(parent, text, help, onchange) {
  const made = button(parent, text, help, () => {
    const pressed = made.getAttribute("aria-pressed") !== "true";
    made.setAttribute("aria-pressed", String(pressed));
    onchange(pressed);
  });
  made.setAttribute("aria-pressed", "false");
  return made;
}

export function dropDown(parent, label, options, onchange) {
  const select = make("select", "", parent, { "aria-label": label, title: label });
  select.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  select.onchange = () => onchange(select.value);
  return select;
}

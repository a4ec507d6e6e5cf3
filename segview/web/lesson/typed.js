// Keys that belong to what has the focus, not to the page.
const TAKES_KEYS = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

export const isTyped = ({ target }) => Boolean(target.closest?.(TAKES_KEYS) || document.querySelector("[role=dialog]"));

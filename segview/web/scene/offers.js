// What the presets and questions of the page set, for whoever looks ahead: lists of values by key of the control.
export const offered = new Set();

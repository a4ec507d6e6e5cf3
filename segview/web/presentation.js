// Whether the page is shown to a room, and by which keys.

/** Where they work, the keys, and what they do: those of a presenter remote, and those that go with them. */
export const PRESENTING = [
  ["Presentation", "T", "start the presentation, and leave it"],
  ["Presentation", "Page Down, →", "go on: answer, presets, next step, next lesson"],
  ["Presentation", "Page Up, ←", "the same way back"],
  ["Presentation", "B, full stop", "play and pause"],
  ["Presentation", "1 to 9", "choose a preset"],
  ["Presentation", "F", "full screen"],
  ["Presentation", "Esc", "leave the presentation"],
];

export const presents = () => "present" in document.documentElement.dataset;

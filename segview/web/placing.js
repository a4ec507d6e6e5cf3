// Where something that opens stands: below what opened it, or above where there is no room.
const GAP = 6; // px between the two, and to the edges of the window

export function placeBeside(box, opener) {
  const { left, top, bottom } = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = bottom + GAP + height <= window.innerHeight;
  box.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - width - GAP))}px`;
  box.style.top = `${below ? bottom + GAP : Math.max(GAP, top - height - GAP)}px`;
}

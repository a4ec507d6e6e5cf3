// Filling the screen with a part of the page.

/** Let an element fill the screen, or end that. */
export function fill(element) {
  if (document.fullscreenElement) document.exitFullscreen();
  else element.requestFullscreen();
}

// The linked views that are on the page.

/** While there is one, an answer has arrived when it has been painted. */
export const openViews = new Set();

/** Keys of the controls that the open views follow on their own: the server is asked on release only. */
export const decidedHere = new Set();

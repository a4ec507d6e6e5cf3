// The linked views that are on the page. While there is one, an answer has arrived when it has been painted.
export const openViews = new Set();

// The screens of the page, by name: what their controls ask for, and the scenes that there are.
export const screens = new Map();

/** Whether a screen follows a control by itself: then the server is told of it when the hand rests. */
export const isFollowed = (key) => [...screens.values()].some((screen) => screen.follows(key));

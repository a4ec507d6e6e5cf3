// How large texts, marks and lines are: all of them follow the size of the page's letters.
const USUAL = 16; // px

let known = null; // to read it takes all styles of the page

/** How many times as large as usual. */
export const scale = () => (known ??= parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL);

/** Read it anew when it is next asked for. */
export const rescale = () => (known = null);

window.addEventListener("resize", rescale, true);

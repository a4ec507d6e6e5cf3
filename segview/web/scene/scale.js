// How large texts, marks and lines are: all of them follow the size of the page's letters.
const USUAL = 16; // px

/** How many times as large as usual. */
export const scale = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;

// Links to pages of the course.
import { make } from "../dom.js";

/** The page that an address is of. */
export const pageOf = ({ pathname }) => pathname.split("/").filter(Boolean).at(-1) ?? "";

/** Go to a page by the list of pages, which keeps the session; false where it is not listed. */
export function follow(address) {
  const listed = [...document.querySelectorAll("[data-testid=stSidebarNavLink]")].find(({ href }) => href === address);
  listed?.click();
  return Boolean(listed);
}

/** A link that takes the way of the list of pages, which keeps the session; one with a query opens the page anew. */
export function pageLink(parent, slug, text, { query = "", className = "" } = {}) {
  const link = make("a", className, parent, { href: slug + query });
  link.textContent = text;
  link.onclick = (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && follow(link.href)) event.preventDefault();
  };
  return link;
}

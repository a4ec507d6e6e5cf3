// What those who hear the page find their way by, and Streamlit leaves out: its main part, and the list of pages as a list.
export function markLandmarks() {
  document.querySelector("[data-testid=stMain]").role = "main";
  const pages = document.querySelector("[data-testid=stSidebarNav]");
  if (!pages) return;
  Object.assign(pages, { role: "navigation", ariaLabel: "Pages" });
  for (const list of pages.querySelectorAll("ul")) list.role = "none";
  for (const list of pages.querySelectorAll("ul > div")) list.role = list.querySelector(":scope > li") ? "list" : "none";
}

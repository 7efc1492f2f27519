// On a phone the tabs of a page lie in one row that is moved sideways: the one that is open is brought into sight.
export function showCurrentTabs(root) {
  for (const current of root.querySelectorAll(".lm-tabs [aria-current]")) {
    const row = current.closest("ul").getBoundingClientRect();
    const tab = current.getBoundingClientRect();
    // Sideways alone: the page itself stays where it is.
    current.closest("ul").scrollBy({ left: tab.left + tab.width / 2 - row.left - row.width / 2, behavior: "instant" });
  }
}

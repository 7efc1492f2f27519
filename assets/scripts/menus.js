// Menus are <details>: they open without a script. This closes them on Escape, on a click elsewhere and when focus leaves.
const OPEN = "details.lm-menu[open]";

/** Close every open menu but the one that holds `keep`; answer whether one was closed. */
export function closeMenus(keep = null) {
  let closed = false;
  for (const menu of document.querySelectorAll(OPEN)) {
    if (keep && menu.contains(keep)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
    closed = true;
  }
  return closed;
}

export function startMenus() {
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("focusin", (event) => closeMenus(event.target));
}

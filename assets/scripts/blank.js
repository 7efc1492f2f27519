// Hides the screen at once when somebody walks in: Escape twice quickly, and twice again, or the button, to bring it back.
import { closeMenus } from "./menus.js";

const TWICE_WITHIN_MS = 600;
let lastEscape = -Infinity;
let before = null;

/** Cover or uncover the page. */
export function toggleBlank() {
  const cover = document.querySelector("[data-blank]");
  if (!cover) return;
  const hide = cover.hidden;
  if (hide) {
    before = { focus: document.activeElement, title: document.title };
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    document.title = cover.dataset.blankTitle;
  } else {
    document.title = before?.title ?? document.title;
  }
  cover.hidden = !hide;
  document.documentElement.classList.toggle("is-blank", hide);
  for (const other of document.body.children) if (other !== cover) other.inert = hide;
  if (hide) cover.querySelector("button").focus();
  else if (before?.focus?.isConnected) before.focus.focus();
}

export function startBlank() {
  const cover = document.querySelector("[data-blank]");
  if (!cover) return;
  cover.querySelector("button").addEventListener("click", toggleBlank);
  for (const button of document.querySelectorAll("[data-blank-now]")) {
    button.addEventListener("click", () => {
      closeMenus();
      toggleBlank();
    });
  }
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.repeat || event.isComposing) return;
      if (event.timeStamp - lastEscape < TWICE_WITHIN_MS) {
        lastEscape = -Infinity;
        event.preventDefault();
        toggleBlank();
      } else {
        lastEscape = event.timeStamp;
        closeMenus();
      }
    },
    true,
  );
}

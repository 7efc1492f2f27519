// The keyboard: one key for the card of keys, for the search box, for a workspace, for the rows of a list.
// Keys of a single letter can be switched off on the card; the choice is a preference and stays in this browser.
import { moveInRows } from "./rows.js";

const OFF = "limen.keys.off";
const JUMP_WITHIN_MS = 1500;
let jumpUntil = 0;

/** Whether a person is typing words, where letters must stay letters. */
function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The Latin letter of a key, also on a keyboard of another script. */
function letterOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

function areOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function jump(letter) {
  for (const link of document.querySelectorAll("a[data-key]")) {
    if (link.dataset.key.toLowerCase() === letter) {
      link.click();
      return true;
    }
  }
  return false;
}

function showCard() {
  const card = document.querySelector("[data-keys-card]");
  if (card && !card.open) card.showModal();
}

function focusSearch() {
  const box = document.querySelector("[data-search]");
  box?.focus();
  box?.select();
  return Boolean(box);
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector("dialog[open], .is-blank") || areOff()) return;
  const letter = letterOf(event);
  let done = false;
  if (event.timeStamp < jumpUntil) {
    jumpUntil = 0;
    done = jump(letter);
  } else if (letter === "g") {
    jumpUntil = event.timeStamp + JUMP_WITHIN_MS;
    done = true;
  } else if (letter === "j" || letter === "k") {
    done = moveInRows(letter === "j" ? 1 : -1);
  } else if (event.key === "/") {
    done = focusSearch();
  } else if (event.key === "?" || event.key === "؟") {
    showCard();
    done = true;
  }
  if (done) event.preventDefault();
}

export function startKeys() {
  document.addEventListener("keydown", onKey);
  for (const button of document.querySelectorAll("[data-keys-show]")) button.addEventListener("click", showCard);
  const card = document.querySelector("[data-keys-card]");
  card?.querySelector("[data-keys-close]")?.addEventListener("click", () => card.close());
  const toggle = card?.querySelector("[data-keys-toggle]");
  if (!toggle) return;
  toggle.checked = !areOff();
  toggle.addEventListener("change", () => {
    try {
      if (toggle.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // A browser that keeps nothing keeps the keys on.
    }
  });
}

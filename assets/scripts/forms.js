// Forms: one submission for two clicks, a refused button that stays put, and a question before unsaved words are left.
import { draftsAreSafe } from "./draft.js";

const SENT = new WeakSet();
const TOUCHED = new Set();

/** Say something to a screen reader without moving the focus. */
function say(text) {
  const live = document.querySelector("[data-live]");
  if (live && text) live.textContent = text;
}

function release(form) {
  SENT.delete(form);
  for (const button of form.querySelectorAll("button[data-was-sent]")) {
    delete button.dataset.wasSent;
    button.disabled = false;
  }
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.hasAttribute("data-again")) return;
  if (form.method !== "post" && !form.hasAttribute("hx-post")) return;
  if (SENT.has(form)) {
    event.preventDefault();
    return;
  }
  SENT.add(form);
  TOUCHED.delete(form);
  say(document.documentElement.dataset.sending);
  // After this turn, so that the button that was pressed still belongs to what is sent.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button]):not(:disabled)")) {
      button.dataset.wasSent = "";
      button.disabled = true;
    }
  });
}

function onRefused(event) {
  if (event.target.closest?.('button[aria-disabled="true"]')) event.preventDefault();
}

function onInput(event) {
  const form = event.target.form;
  if (form && (form.hasAttribute("data-guard") || event.target.hasAttribute("data-draft"))) TOUCHED.add(form);
}

function isUnsaved() {
  for (const form of TOUCHED) {
    if (!form.isConnected) continue;
    if (form.hasAttribute("data-guard") || !draftsAreSafe(form)) return true;
  }
  return false;
}

export function startForms() {
  document.addEventListener("click", onRefused, true);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", onInput);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest?.("form");
    if (form) release(form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) release(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved()) event.preventDefault();
  });
}

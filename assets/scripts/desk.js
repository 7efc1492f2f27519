// The registration desk: keeps a whole form while it is filled in, moves on by the keyboard, and takes a scanner's zone.
// Nothing typed is put in the browser's own storage.
import { clockTime } from "./draft.js";

const PAUSE_MS = 1200;
const RETRY_MS = [3000, 10000, 30000, 60000];
const SCANNED_AFTER_MS = 150;
const KEEPALIVE_LIMIT = 60000;
const LAYOUTS = [
  { lines: 2, letters: 44 },
  { lines: 2, letters: 36 },
  { lines: 3, letters: 30 },
];
const FORMS = new Map();

/** The fields of a form by name, each with all its lines; without the ones that are not part of what is said. */
function fieldsOf(form) {
  const found = {};
  for (const [name, value] of new FormData(form)) {
    if (/^(person|way|family)-/.test(name)) (found[name] ??= []).push(value);
  }
  for (const box of form.querySelectorAll("input[type=checkbox][name]")) found[box.name] ??= [];
  return found;
}

class Kept {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-keep-status]");
    this.was = form.querySelector("[data-was]");
    this.kept = JSON.stringify(fieldsOf(form));
    this.timer = 0;
    this.tries = 0;
    this.flying = null;
    this.stopped = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.stop());
  }

  changed() {
    if (this.stopped) return;
    clearTimeout(this.timer);
    if (this.status?.dataset.state !== "lost") this.tell("typing");
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.flying?.abort();
  }

  /** Show one of the sentences that the page brought with it. */
  tell(state, time = "") {
    if (!this.status) return;
    const words = this.status.dataset[state === "signed-out" ? "signedOut" : state] ?? "";
    this.status.dataset.state = state;
    const text = words.replace("{time}", time);
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  async save({ leaving = false } = {}) {
    clearTimeout(this.timer);
    const fields = fieldsOf(this.form);
    const now = JSON.stringify(fields);
    if (this.stopped) return;
    if (now === this.kept) {
      if (this.status?.dataset.state === "typing") this.tell("saved", clockTime(new Date().toISOString()));
      return;
    }
    if (this.flying) {
      if (!leaving) return;
      this.flying.abort();
    }
    const flying = (this.flying = new AbortController());
    this.tell("saving");
    let next = 0;
    try {
      next = await this.heard(await this.send(fields, leaving && now.length * 3 < KEEPALIVE_LIMIT), now);
    } catch {
      if (flying.signal.aborted) return;
      next = this.lost();
    } finally {
      if (this.flying === flying) this.flying = null;
    }
    if (next && !this.stopped) this.timer = setTimeout(() => this.save(), next);
  }

  send(fields, keepalive) {
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    return fetch(this.form.dataset.keepUrl, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      keepalive,
      signal: this.flying.signal,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify({
        now: fields,
        was: JSON.parse(this.was?.value || "{}"),
        window: this.form.querySelector("[name=window]")?.value ?? "",
      }),
    });
  }

  /** Act on the server's answer; give the milliseconds after which to try again, 0 for never. */
  async heard(answer, now) {
    if (answer.ok) {
      const { saved_at: savedAt } = await answer.json();
      this.kept = now;
      this.tries = 0;
      if (this.was) this.was.value = now;
      this.tell("saved", clockTime(savedAt));
      this.form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
      return JSON.stringify(fieldsOf(this.form)) === this.kept ? 0 : PAUSE_MS;
    }
    if (answer.status === 409) {
      this.tell("conflict");
      return 0;
    }
    if (answer.status === 401 || answer.status === 403) {
      this.tell("signed-out");
      return RETRY_MS.at(-1);
    }
    return this.lost();
  }

  lost() {
    this.tell("lost");
    return RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)];
  }
}

/** Whether a text is a whole zone: as many lines as a layout has, each of its length. */
function isWholeZone(text) {
  const lines = text.split("\n").map((line) => line.replace(/\s/g, "")).filter(Boolean);
  return LAYOUTS.some(({ lines: count, letters }) => lines.length === count && lines.every((one) => one.length === letters));
}

/** A scanner types a zone and stops: read it at once, and go on to the name. */
function watchZone(area) {
  let timer = 0;
  let before = area.value;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    if (area.value === before || !isWholeZone(area.value)) return;
    timer = setTimeout(() => {
      before = area.value;
      const button = area.form.querySelector("button[name=read]");
      if (button) area.form.requestSubmit(button);
    }, SCANNED_AFTER_MS);
  });
}

/** Enter in a row goes to the next row; in an empty one it goes on. */
function onRowKey(event) {
  const row = event.target.closest("[data-rows-of-people] > li");
  if (!row || event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.target.tagName === "BUTTON") return;
  const name = row.querySelector("[data-row-name]");
  const next = row.nextElementSibling?.querySelector("[data-row-name]");
  event.preventDefault();
  if (name?.value.trim() && next) next.focus();
  else event.target.form.requestSubmit();
}

/** Ctrl and Enter go on from anywhere in a step. */
function onKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest?.("form[data-path]") ?? document.querySelector("form[data-path]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

export function startDesk(root) {
  for (const form of root.querySelectorAll("form[data-keep-url]")) {
    if (!FORMS.has(form)) FORMS.set(form, new Kept(form));
  }
  for (const area of root.querySelectorAll("textarea[data-zone]:not([data-zone-watched])")) {
    area.dataset.zoneWatched = "";
    watchZone(area);
  }
}

export function startDeskKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onRowKey);
}

function saveAll(options) {
  for (const [form, kept] of FORMS) {
    if (form.isConnected) kept.save(options);
    else FORMS.delete(form);
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAll({ leaving: true });
});
window.addEventListener("pagehide", () => saveAll({ leaving: true }));
window.addEventListener("online", () => saveAll());
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const kept of FORMS.values()) kept.stopped = false;
});

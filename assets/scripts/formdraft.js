// Keeps a whole form as a draft on the server while somebody fills it in, and says only what is true about it. As with
// the drafts of notes, nothing is put in the browser's own storage.
import { clockTime } from "./draft.js";

const PAUSE_MS = 1500;
const RETRY_MS = 5000;
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "op", "version"]);

class FormDraft {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-draft-status]");
    this.kept = this.text;
    this.timer = 0;
    this.flying = false;
    this.stopped = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => {
      this.stopped = true;
      clearTimeout(this.timer);
    });
  }

  get text() {
    const typed = {};
    for (const [name, value] of new FormData(this.form)) if (!LEFT_OUT.has(name)) typed[name] = String(value);
    return JSON.stringify(typed);
  }

  changed() {
    if (this.stopped || this.text === this.kept) return;
    clearTimeout(this.timer);
    this.tell("typing");
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  /** Show one of the sentences the page brought with it. */
  tell(state, time = "") {
    if (!this.status) return;
    const words = this.status.dataset[state === "signed-out" ? "signedOut" : state] ?? "";
    this.status.dataset.state = state;
    this.status.textContent = words.replace("{time}", time);
  }

  async save({ leaving = false } = {}) {
    clearTimeout(this.timer);
    const text = this.text;
    if (this.stopped || this.flying || text === this.kept) return;
    this.flying = true;
    this.tell("saving");
    let next = 0;
    try {
      const answer = await this.send(text, leaving);
      next = await this.heard(answer, text);
    } catch {
      this.tell("lost");
      next = RETRY_MS;
    } finally {
      this.flying = false;
    }
    if (next && !this.stopped) this.timer = setTimeout(() => this.save(), next);
  }

  send(text, keepalive) {
    const { formDraft, formDraftVersion } = this.form.dataset;
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    return fetch(formDraft, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      keepalive,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ typed: JSON.parse(text), base_version: Number(formDraftVersion) }),
    });
  }

  /** Act on the server's answer; give the milliseconds after which to try again, 0 for never. */
  async heard(answer, text) {
    if (answer.ok) {
      const { saved_at: savedAt } = await answer.json();
      this.kept = text;
      this.tell("saved", clockTime(savedAt));
      return this.text === text ? 0 : PAUSE_MS;
    }
    if (answer.status === 409) {
      this.tell("conflict");
      return 0;
    }
    this.tell(answer.status === 401 || answer.status === 403 ? "signed-out" : "lost");
    return RETRY_MS;
  }
}

const FORMS = new Map();

export function startFormDrafts(root) {
  for (const form of root.querySelectorAll("form[data-form-draft]")) {
    if (!FORMS.has(form)) FORMS.set(form, new FormDraft(form));
  }
}

function saveAll() {
  for (const [form, draft] of FORMS) {
    if (form.isConnected) draft.save({ leaving: true });
    else FORMS.delete(form);
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAll();
});
window.addEventListener("pagehide", saveAll);

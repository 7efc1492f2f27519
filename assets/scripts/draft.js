// Keeps what is typed as a draft on the server, and says only what is true about it. The words are never put in the
// browser's own storage, where they would lie in clear for whoever sits down next.
const PAUSE_MS = 2000;
const RETRY_MS = [3000, 10000, 30000, 60000];
const KEEPALIVE_LIMIT = 60000;
const DRAFTS = new Map();

class Draft {
  constructor(area) {
    this.area = area;
    this.form = area.form;
    this.status = area.parentElement.querySelector("[data-draft-status]");
    this.kept = area.value;
    this.timer = 0;
    this.tries = 0;
    this.flying = null;
    this.stopped = false;
    area.addEventListener("input", () => this.changed());
    area.addEventListener("blur", () => this.save());
    this.form?.addEventListener("submit", () => this.stop());
  }

  get isSafe() {
    return this.area.value === this.kept;
  }

  changed() {
    if (this.stopped) return;
    clearTimeout(this.timer);
    if (this.isSafe) return;
    if (!this.status || this.status.dataset.state !== "lost") this.tell("typing");
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.flying?.abort();
  }

  /** Show one of the sentences the page brought with it. */
  tell(state, time = "") {
    if (!this.status) return;
    const words = this.status.dataset[state === "signed-out" ? "signedOut" : state] ?? "";
    const text = words.replace("{time}", time);
    this.status.dataset.state = state;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  request(text, keepalive) {
    const token = this.form?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    return fetch(this.area.dataset.draftUrl, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      keepalive,
      signal: this.flying.signal,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify({
        name: this.area.dataset.draft,
        text,
        base_version: this.area.dataset.draftVersion ?? null,
      }),
    });
  }

  async save({ leaving = false } = {}) {
    clearTimeout(this.timer);
    if (this.stopped || this.isSafe) return;
    if (this.flying) {
      if (!leaving) return; // The answer under way brings the next one.
      this.flying.abort();
    }
    const text = this.area.value;
    const flying = (this.flying = new AbortController());
    this.tell("saving");
    let next = 0;
    try {
      const answer = await this.request(text, leaving && text.length * 3 < KEEPALIVE_LIMIT);
      next = await this.heard(answer, text);
    } catch {
      if (flying.signal.aborted) return;
      next = this.lost();
    } finally {
      if (this.flying === flying) this.flying = null;
    }
    if (next && !this.stopped) this.timer = setTimeout(() => this.save(), next);
  }

  /** Act on the server's answer; give the milliseconds after which to try again, 0 for never. */
  async heard(answer, text) {
    if (answer.ok) {
      const { saved_at: savedAt } = await answer.json();
      this.kept = text;
      this.tries = 0;
      this.tell("saved", clockTime(savedAt));
      return this.isSafe ? 0 : PAUSE_MS;
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

/** The time of day of an instant, in the person's zone and language. */
export function clockTime(iso) {
  const { lang, dataset } = document.documentElement;
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat(lang, { ...options, timeZone: dataset.timeZone || undefined }).format(new Date(iso));
  } catch {
    return new Intl.DateTimeFormat(undefined, options).format(new Date(iso));
  }
}

/** Whether every draft of a form is on the server as it stands on the page. */
export function draftsAreSafe(form) {
  for (const draft of DRAFTS.values()) if (draft.form === form && !draft.stopped && !draft.isSafe) return false;
  return true;
}

function saveAll(options) {
  for (const [area, draft] of DRAFTS) {
    if (area.isConnected) draft.save(options);
    else DRAFTS.delete(area);
  }
}

export function startDrafts(root) {
  for (const area of root.querySelectorAll("textarea[data-draft][data-draft-url]")) {
    if (!DRAFTS.has(area)) DRAFTS.set(area, new Draft(area));
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAll({ leaving: true });
});
window.addEventListener("pagehide", () => saveAll({ leaving: true }));
window.addEventListener("online", () => saveAll());
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const draft of DRAFTS.values()) draft.stopped = false;
});

// The questions of a questionnaire, one at a time. An answer is sealed on the device and sent to the server as it is
// given; one that calls for safety shows at once what to do, which came with the page and needs no network.
import { clockTime } from "./draft.js";
import { Device, forgetInterview } from "./interview_device.js";

const RETRY_MS = [1500, 3000, 5000, 10000];
const REFUSED = new Set([400, 403, 404, 409, 422]);

class Questions {
  constructor(form) {
    this.form = form;
    this.all = [...form.querySelectorAll("[data-question]")];
    this.card = document.querySelector("[data-safety-card]");
    this.link = this.card.querySelector("[data-safety-link]");
    this.status = form.querySelector("[data-keep-status]");
    this.unsent = new Map();
    this.device = null;
    this.flying = false;
    this.tries = 0;
    this.leaving = "";
    form.addEventListener("change", (event) => this.chosen(event.target));
    form.addEventListener("submit", (event) => this.go(event));
    window.addEventListener("online", () => this.send());
    this.wake();
  }

  /** Open the device, and bring back what had stayed on it. */
  async wake() {
    this.device = await Device.of(this.form.dataset.questions, this.form.dataset.deviceKey);
    if (!this.device) return;
    for (const held of await this.device.held()) {
      if (this.unsent.has(held.id)) continue;
      const input = this.inputOf(held.id, held.answer);
      if (!input) continue;
      input.checked = true;
      this.unsent.set(held.id, held);
      if ("alarm" in input.dataset) this.alarm();
    }
    this.send();
  }

  inputOf(id, answer) {
    const one = this.all.find((question) => question.dataset.question === id);
    return one && [...one.querySelectorAll("input")].find((input) => input.value === answer);
  }

  async chosen(input) {
    const id = input.closest("[data-question]")?.dataset.question;
    if (!id) return;
    if ("alarm" in input.dataset) this.alarm();
    const kept = { id, answer: input.value, key: `${id}-${Date.now()}-${Math.random().toString(36).slice(2)}` };
    this.unsent.set(id, kept);
    this.tell("saving");
    try {
      await this.device?.keep([kept]);
    } catch {
      this.device = null;
    }
    this.send();
  }

  /** What to do now: on the page since it was opened. */
  alarm() {
    this.card.hidden = false;
    this.card.scrollIntoView({ block: "start" });
    this.card.focus();
  }

  worthOf(id) {
    const question = this.all.find((one) => one.dataset.question === id);
    const worth = question?.querySelector("input:checked")?.dataset.worth;
    return worth ? Number(worth) : null;
  }

  /** Unless all that it follows from are known to lie below, a question is asked. */
  isAsked(question) {
    const follows = question.dataset.follows.split(" ").filter(Boolean);
    if (!follows.length) return true;
    return follows.map((id) => this.worthOf(id)).some((worth) => worth === null || worth >= Number(question.dataset.least));
  }

  go(event) {
    event.preventDefault();
    const asked = this.all.filter((question) => this.isAsked(question));
    const place = asked.findIndex((question) => !question.hidden);
    const next = asked[place + (event.submitter?.value === "back" ? -1 : 1)];
    if (next) {
      for (const question of this.all) question.hidden = question !== next;
      this.form.elements.current.value = next.dataset.question;
      next.querySelector("input:checked, input").focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    } else if (event.submitter?.value !== "back") {
      this.leaving = this.form.dataset.finishUrl;
      this.send();
    }
  }

  async send() {
    clearTimeout(this.timer);
    if (this.flying) return;
    const kept = this.unsent.values().next().value;
    if (!kept) {
      if (this.leaving) location.assign(this.leaving);
      return;
    }
    this.flying = true;
    let again = 0;
    try {
      again = await this.heard(await this.post(kept), kept);
    } catch {
      again = this.lost();
    } finally {
      this.flying = false;
    }
    if (again) this.timer = setTimeout(() => this.send(), again);
    else if (this.unsent.size || this.leaving) this.send();
  }

  post({ id, answer, key }) {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    return fetch(this.form.dataset.keepUrl, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      keepalive: true,
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": token,
        "Idempotency-Key": key,
      },
      body: JSON.stringify({ item: id, answer }),
    });
  }

  /** Act on the server's answer; give the milliseconds after which to try again, 0 for at once or never. */
  async heard(answer, kept) {
    if (answer.ok) {
      const { saved_at: savedAt, safety } = await answer.json();
      if (this.unsent.get(kept.id) === kept) {
        this.unsent.delete(kept.id);
        await this.device?.forget(kept.id).catch(() => {});
      }
      if (safety) {
        this.link.href = safety;
        this.link.hidden = false;
      }
      this.tries = 0;
      this.tell(this.device ? "both" : "server", clockTime(savedAt));
      return 0;
    }
    if (answer.status === 401) {
      this.tell("signedOut");
      return RETRY_MS.at(-1);
    }
    if (REFUSED.has(answer.status)) {
      this.unsent.clear();
      this.leaving = "";
      await forgetInterview(this.form.dataset.questions);
      this.tell("refused");
      return 0;
    }
    return this.lost();
  }

  lost() {
    this.tell(this.device ? "device" : "lost", clockTime(new Date().toISOString()));
    return RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)];
  }

  tell(state, time = "") {
    const text = (this.status.dataset[state] ?? "").replace("{time}", time);
    this.status.dataset.state = state;
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

export function startQuestions(root) {
  for (const form of root.querySelectorAll("form[data-questions]:not([data-started])")) {
    form.dataset.started = "";
    new Questions(form);
  }
}

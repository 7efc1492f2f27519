// The interview desk: one block is typed at a time, by the keyboard alone. What is typed is sealed on the device within
// a third of a second and on the server at every pause, at the latest after a second and a half; sending twice is done
// once, because each block has an id and a revision of its own.
import { clockTime } from "./draft.js";
import { Device, forgetInterview } from "./interview_device.js";
import { Recorder } from "./interview_recorder.js";
import { playOrPause, startSound } from "./interview_sound.js";

const DEVICE_MS = 300;
const PAUSE_MS = 700;
const LATEST_MS = 1400;
const RETRY_MS = [1500, 3000, 5000, 10000];
const MOST_AT_ONCE = 100;
const DESKS = [];

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function says(block) {
  return block.words.trim() !== "" || block.kind === "break";
}

/** A block as the list shows it, from the attributes of its line. */
function fromLine(line) {
  const { id, place, revision, kind, speaker, language, saidAt, markers, asks } = line.dataset;
  return {
    id,
    place: Number(place),
    revision: Number(revision),
    kind,
    speaker,
    language,
    said_at: saidAt,
    markers: markers.split(" ").filter(Boolean),
    asks: asks || null,
    words: line.querySelector(".lm-block__words").textContent,
  };
}

class InterviewDesk {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("[data-blocks]");
    this.scroll = this.list.parentElement;
    this.form = root.querySelector("[data-typing]");
    this.area = this.form.elements.words;
    this.status = this.form.querySelector("[data-keep-status]");
    this.boxes = [...this.form.querySelectorAll("input[name=markers]")];
    this.unsent = new Map();
    this.unkept = new Set();
    this.device = null;
    this.savedAt = new Date().toISOString();
    this.tries = 0;
    this.flying = false;
    this.ended = false;
    const recorder = root.querySelector("[data-recorder]");
    const csrf = this.form.elements.csrfmiddlewaretoken.value;
    this.recorder = recorder && new Recorder(recorder, { csrf, device: () => this.device });
    this.begin();
    this.listen();
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.wake();
  }

  listen() {
    this.area.addEventListener("input", () => this.touched());
    this.form.addEventListener("change", () => this.touched());
    this.form.addEventListener("keydown", (event) => this.onKey(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.done();
    });
    for (const button of this.root.querySelectorAll("button[data-asks]")) {
      button.addEventListener("click", () => this.ask(button));
    }
  }

  /** Open the device, and bring back what had stayed on it. */
  async wake() {
    this.device = await Device.of(this.root.dataset.interview, this.root.dataset.deviceKey);
    if (!this.device) return;
    this.recorder?.bringBack();
    let isBack = false;
    for (const block of await this.device.held()) {
      const line = document.getElementById(`b-${block.id}`);
      if (block.id === this.now.id) continue;
      if (line && Number(line.dataset.revision) >= block.revision) {
        await this.device.forget(block.id);
        continue;
      }
      this.unsent.set(block.id, block);
      this.show(block);
      isBack = true;
    }
    if (isBack) {
      this.now.place = this.lastPlace() + 1;
      this.tell("back");
      this.send();
    }
  }

  lastPlace() {
    return Number(this.list.lastElementChild?.dataset.place ?? 0);
  }

  /** Begin a new block at the end; a question is followed by an answer, everything else by a question. */
  begin(before = this.list.lastElementChild?.dataset.kind) {
    const isAnswer = before === "question";
    this.line = null;
    this.load({
      id: newId(),
      place: this.lastPlace() + 1,
      revision: 0,
      kind: isAnswer ? "answer" : "question",
      speaker: isAnswer ? "applicant" : "officer",
      language: this.root.dataset.language,
      said_at: "",
      markers: [],
      asks: null,
      words: "",
    });
  }

  /** Put a block into the form. */
  load(block) {
    this.now = block;
    this.area.value = block.words;
    this.form.elements.kind.value = block.kind;
    this.form.elements.speaker.value = block.speaker;
    this.form.elements.language.value = block.language ?? "";
    for (const box of this.boxes) box.checked = block.markers.includes(box.value);
    this.list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    this.line?.setAttribute("aria-current", "true");
  }

  /** Something was typed or chosen: note it, and see that it is kept. Nothing here touches the page but one line. */
  touched() {
    const block = this.now;
    block.words = this.area.value;
    block.kind = this.form.elements.kind.value;
    block.speaker = this.form.elements.speaker.value;
    block.language = this.form.elements.language.value;
    block.markers = this.boxes.filter((box) => box.checked).map((box) => box.value);
    if (!block.revision && !says(block)) return;
    block.said_at ||= new Date().toISOString();
    block.revision = Math.max(block.revision + 1, Date.now());
    this.unsent.set(block.id, block);
    this.unkept.add(block.id);
    if (this.status.dataset.state !== "device") this.tell("typing");
    this.deviceTimer ??= setTimeout(() => this.keepHere(), DEVICE_MS);
    this.firstTouched ??= performance.now();
    clearTimeout(this.pauseTimer);
    const left = Math.max(0, LATEST_MS - (performance.now() - this.firstTouched));
    this.pauseTimer = setTimeout(() => this.send(), Math.min(PAUSE_MS, left));
  }

  /** The block is done: it joins the list, and the next one begins. */
  done() {
    if (says(this.now)) {
      if (!this.now.revision) this.touched();
      this.show(this.now);
      const wasLast = this.list.lastElementChild.dataset.id === this.now.id;
      this.begin(wasLast ? this.now.kind : undefined);
      if (wasLast) this.scroll.scrollTop = this.scroll.scrollHeight;
    } else if (this.line) {
      this.line.remove();
      this.begin();
    }
    this.area.focus();
  }

  /** Show a block in the list, in its place. Labels are those of the form. */
  show(block) {
    let line = document.getElementById(`b-${block.id}`);
    if (!line) {
      line = document.createElement("li");
      line.id = `b-${block.id}`;
      for (const part of ["head", "words"]) {
        const text = document.createElement("p");
        text.className = `lm-block__${part}`;
        line.append(text);
      }
      line.lastElementChild.dir = "auto";
      this.list.append(line);
    }
    line.className = `lm-block lm-block--${block.kind}`;
    Object.assign(line.dataset, {
      id: block.id,
      place: block.place,
      revision: block.revision,
      kind: block.kind,
      speaker: block.speaker,
      language: block.language ?? "",
      saidAt: block.said_at,
      markers: block.markers.join(" "),
      asks: block.asks ?? "",
    });
    const head = line.querySelector(".lm-block__head");
    const said = [this.labelOf("kind", block.kind), this.labelOf("speaker", block.speaker), clockTime(block.said_at)];
    if (block.language && block.language !== this.root.dataset.language) said.push(this.labelOf("language", block.language));
    head.textContent = said.join(" · ");
    for (const box of this.boxes.filter((one) => block.markers.includes(one.value))) {
      const mark = document.createElement("span");
      mark.className = "lm-tag lm-tag--attention";
      mark.textContent = box.labels[0].textContent.trim();
      head.append(" ", mark);
    }
    line.querySelector(".lm-block__words").textContent = block.words;
  }

  labelOf(name, value) {
    return [...this.form.elements[name].options].find((option) => option.value === value)?.text ?? value;
  }

  /** Go to the block before or after, to type it anew; after the last one comes the new one. */
  go(step) {
    if (says(this.now)) {
      if (!this.now.revision) this.touched();
      this.show(this.now);
      this.line ??= document.getElementById(`b-${this.now.id}`);
    }
    const next = step < 0 ? (this.line ? this.line.previousElementSibling : this.list.lastElementChild) : this.line?.nextElementSibling;
    if (next) {
      this.line = next;
      this.load(this.unsent.get(next.dataset.id) ?? fromLine(next));
      next.scrollIntoView({ block: "nearest" });
    } else if (step > 0) {
      this.begin();
    }
    this.area.focus();
  }

  ask(button) {
    if (says(this.now)) this.done();
    this.now.asks = button.dataset.asks;
    this.form.elements.kind.value = "question";
    this.form.elements.speaker.value = "officer";
    this.area.value = button.textContent;
    this.touched();
    this.area.focus();
  }

  onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const { kind, speaker } = this.form.elements;
    let isDone = true;
    if (event.key === "Enter" && !event.shiftKey && event.target === this.area) {
      this.done();
    } else if (event.key === "F2") {
      kind.value = kind.value === "question" ? "answer" : "question";
      speaker.value = kind.value === "question" ? "officer" : "applicant";
      this.touched();
    } else if (event.key === "F4") {
      kind.value = "remark";
      speaker.value = "officer";
      this.touched();
    } else if (event.key === "F7") {
      const { language, otherLanguage } = this.root.dataset;
      const chosen = this.form.elements.language;
      chosen.value = chosen.value === language ? otherLanguage : language;
      this.touched();
    } else if (event.key === "F8") {
      speaker.selectedIndex = (speaker.selectedIndex + 1) % speaker.options.length;
      this.touched();
    } else if (event.key === "F6") {
      playOrPause(Date.parse(this.now.said_at || new Date().toISOString()));
    } else if (event.key === "F9" && this.recorder) {
      this.recorder.toggle();
    } else if (event.altKey && /^Digit[1-9]$/.test(event.code) && this.boxes[event.code.slice(5) - 1]) {
      const box = this.boxes[event.code.slice(5) - 1];
      box.checked = !box.checked;
      this.touched();
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      this.go(event.key === "ArrowUp" ? -1 : 1);
    } else {
      isDone = false;
    }
    if (isDone) event.preventDefault();
  }

  /** Show one of the sentences that the page brought with it. */
  tell(state) {
    const words = this.status.dataset[state.replace(/-(.)/, (_all, letter) => letter.toUpperCase())] ?? "";
    const text = words.replace("{time}", clockTime(this.savedAt));
    this.status.dataset.state = state;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  async keepHere() {
    this.deviceTimer = null;
    if (!this.device || !this.unkept.size) return;
    const ids = [...this.unkept];
    this.unkept.clear();
    try {
      await this.device.keep(ids.map((id) => this.unsent.get(id)).filter(Boolean));
    } catch {
      this.device = null;
    }
  }

  async send({ leaving = false } = {}) {
    clearTimeout(this.pauseTimer);
    if (leaving) this.keepHere();
    if (!this.unsent.size || this.ended || (this.flying && !leaving)) return;
    this.firstTouched = null;
    const blocks = [...this.unsent.values()].slice(0, MOST_AT_ONCE);
    this.flying = true;
    let next = 0;
    try {
      next = await this.heard(await this.post(blocks, leaving));
    } catch {
      next = await this.lost();
    } finally {
      this.flying = false;
    }
    if (next && !this.ended) {
      clearTimeout(this.pauseTimer);
      this.pauseTimer = setTimeout(() => this.send(), next);
    }
  }

  post(blocks, keepalive) {
    return fetch(this.root.dataset.keepUrl, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      keepalive,
      signal: AbortSignal.timeout?.(8000),
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
      },
      body: JSON.stringify({ blocks }),
    });
  }

  /** Act on the server's answer; give the milliseconds after which to go on, 0 for never. */
  async heard(answer) {
    if (answer.ok) {
      const { saved_at: savedAt, kept } = await answer.json();
      this.savedAt = savedAt;
      this.tries = 0;
      for (const [id, revision] of Object.entries(kept)) {
        if (this.unsent.get(id)?.revision <= revision) this.unsent.delete(id);
        const line = document.getElementById(`b-${id}`);
        if (line && Number(line.dataset.revision) < revision) line.dataset.revision = revision;
      }
      if (this.unsent.size) return PAUSE_MS;
      this.tell(this.device ? "both" : "server");
      return 0;
    }
    if (answer.status === 409 || answer.status === 404) {
      this.ended = true;
      this.tell("held");
      return 0;
    }
    if (answer.status === 401 || answer.status === 403) {
      this.tell("signed-out");
      return RETRY_MS.at(-1);
    }
    return this.lost();
  }

  async lost() {
    await this.keepHere();
    if (this.device) this.savedAt = new Date().toISOString();
    this.tell(this.device ? "device" : "nowhere");
    return RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)];
  }
}

export function startInterview(root) {
  startSound(root);
  for (const place of root.querySelectorAll("[data-interview-forget]")) forgetInterview(place.dataset.interviewForget);
  for (const place of root.querySelectorAll("[data-interview]:not([data-started])")) {
    place.dataset.started = "";
    DESKS.push(new InterviewDesk(place));
  }
}

function sendAll(options) {
  for (const desk of DESKS) desk.send(options);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") sendAll({ leaving: true });
});
window.addEventListener("pagehide", () => sendAll({ leaving: true }));
window.addEventListener("online", () => sendAll());

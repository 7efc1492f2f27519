// Records the sound of an interview in the browser. Every two seconds a piece is sealed on the device and sent; a part
// begins anew every five minutes, so that each can be played from anywhere, and overlaps the one before by a moment.
const PIECE_MS = 2000;
const PART_MS = 5 * 60 * 1000;
const RETRY_MS = [1000, 2000, 5000, 10000];
const BITS_PER_SECOND = 32000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

export class Recorder {
  /** `device` gives the device of the desk, or null where nothing can be kept. */
  constructor(root, { csrf, device }) {
    this.root = root;
    this.csrf = csrf;
    this.device = device;
    this.button = root.querySelector("[data-record]");
    this.said = root.querySelector("[data-recorder-said]");
    this.queue = [];
    this.tries = 0;
    this.stream = null;
    this.making = null;
    this.isSending = false;
    this.isBusy = false;
    this.button.addEventListener("click", () => this.toggle());
  }

  /** Whether sound is being made, and not merely that the microphone was let in: until then nothing is "running". */
  get isOn() {
    return this.making !== null;
  }

  async toggle() {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await (this.isOn ? this.end() : this.begin());
    } finally {
      this.isBusy = false;
    }
  }

  /** What stayed on the device when the page was closed: sent as soon as the desk is open again. */
  async bringBack() {
    const held = (await this.device()?.heldSounds()) ?? [];
    this.queue.push(...held.sort((one, other) => one.part - other.part || one.number - other.number));
    await this.send();
  }

  async begin() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.tell("denied");
      return;
    }
    this.type = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const answer = await this.ask(this.root.dataset.beginUrl, JSON.stringify({ media_type: this.type ?? "" }));
    if (!answer?.ok) {
      this.release();
      this.tell(answer ? "refused" : "lost");
      return;
    }
    const { recording, part, end_url: endUrl } = await answer.json();
    Object.assign(this, { recording, nextPart: part, endUrl });
    this.newPart();
    this.button.setAttribute("aria-pressed", "true");
    this.tell("running");
  }

  /** A part of its own, which begins before the last one ends. */
  newPart() {
    const before = this.making;
    const part = this.nextPart++;
    const begins = new Date().toISOString();
    const { recording } = this;
    const maker = new MediaRecorder(this.stream, { mimeType: this.type, audioBitsPerSecond: BITS_PER_SECOND });
    let number = 0;
    maker.addEventListener("dataavailable", ({ data }) => {
      if (data.size) this.take({ recording, part, number: ++number, begins, sound: data });
    });
    maker.start(PIECE_MS);
    this.making = maker;
    this.partTimer = setTimeout(() => this.newPart(), PART_MS);
    before?.stop();
  }

  /** Keep a piece here, and send it. */
  async take(piece) {
    this.queue.push(piece);
    try {
      await this.device()?.keepSound(piece);
    } catch {
      // A browser that keeps nothing sends all the same.
    }
    this.send();
  }

  async end() {
    clearTimeout(this.partTimer);
    const maker = this.making;
    this.making = null;
    const isStopped = new Promise((resolve) => maker.addEventListener("stop", resolve, { once: true }));
    maker.stop();
    await isStopped;
    this.release();
    this.button.setAttribute("aria-pressed", "false");
    this.ending = this.endUrl;
    await this.send();
  }

  release() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  /** Send what is kept, in order; and when all of it arrived, end what was to be ended. */
  async send() {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.retryTimer);
    try {
      while (this.queue.length) if (!(await this.sendOne(this.queue[0]))) return;
      if (!this.ending) return;
      const answer = await this.ask(this.ending, "");
      if (!answer || answer.status >= 500) return this.later();
      this.ending = null;
      this.tell("ended");
    } finally {
      this.isSending = false;
    }
  }

  /** Whether the next may be sent. */
  async sendOne(piece) {
    const place = `${piece.recording}/parts/${piece.part}/${piece.number}/`;
    const url = this.root.dataset.beginUrl.replace(/begin\/$/, place);
    const answer = await this.ask(url, piece.sound, { "X-Begins-At": piece.begins });
    if (!answer || answer.status >= 500 || answer.status === 401 || answer.status === 403) {
      this.later();
      return false;
    }
    if (!answer.ok) {
      this.refused(piece.recording);
      return false;
    }
    this.queue.shift();
    this.tries = 0;
    await this.device()?.forgetSound(piece);
    if (this.isOn) this.tell("running");
    return true;
  }

  later() {
    this.tell("waiting");
    this.retryTimer = setTimeout(() => this.send(), RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)]);
  }

  /** That recording has ended elsewhere, or the record is somebody else's now. */
  refused(recording) {
    this.queue = this.queue.filter((one) => one.recording !== recording);
    if (recording === this.recording && this.isOn) {
      clearTimeout(this.partTimer);
      this.making?.stop();
      this.making = null;
      this.release();
      this.button.setAttribute("aria-pressed", "false");
    }
    this.tell("refused");
  }

  async ask(url, body, headers = {}) {
    try {
      return await fetch(url, {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout?.(8000),
        headers: {
          "Content-Type": body instanceof Blob ? "application/octet-stream" : "application/json",
          Accept: "application/json",
          "X-CSRFToken": this.csrf,
          ...headers,
        },
        body,
      });
    } catch {
      return null;
    }
  }

  /** Told only when it changes: a voice that reads the page must not speak into the recording. */
  tell(state) {
    if (this.said.dataset.state === state) return;
    this.said.dataset.state = state;
    this.said.textContent = this.root.dataset[state];
  }
}

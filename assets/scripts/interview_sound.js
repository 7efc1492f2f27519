// Plays the sound of an interview from where a block was said. A part that came from a desk says nothing of its
// length, so the first time it is played the browser is sent to its end, which then it knows.
import { clockTime } from "./draft.js";

const PLAYERS = [];
const FAR = 1e7; // seconds: beyond every part

function once(target, kind) {
  return new Promise((resolve, reject) => {
    target.addEventListener(kind, resolve, { once: true });
    target.addEventListener("error", () => reject(target.error), { once: true });
  });
}

class Player {
  constructor(root) {
    this.root = root;
    this.audio = root.querySelector("[data-player]");
    this.said = root.querySelector("[data-sound-said]");
    this.parts = [...root.querySelectorAll("[data-part]")]
      .map((link) => ({ url: link.href, begins: Date.parse(link.dataset.plays) }))
      .sort((one, other) => one.begins - other.begins);
    this.now = null;
    this.audio.addEventListener("ended", () => this.goOn());
  }

  /** Bring a part into the player, so that it can be played from anywhere. */
  async bring(part) {
    if (this.now === part) return;
    this.now = part;
    this.audio.src = part.url;
    this.audio.load();
    await once(this.audio, "loadedmetadata");
    if (this.audio.duration !== Infinity) return;
    const isKnown = once(this.audio, "durationchange");
    this.audio.currentTime = FAR;
    await isKnown;
  }

  /** Play what was heard at an instant: in the last part that had begun by then, if it lasts so long. */
  async playAt(instant) {
    const part = this.parts.filter((one) => one.begins <= instant).at(-1);
    try {
      if (part) await this.bring(part);
      const seconds = part && (instant - part.begins) / 1000;
      if (!part || seconds > this.audio.duration) {
        this.audio.pause();
        this.tell("nothing");
        return;
      }
      this.audio.currentTime = seconds;
      await this.audio.play();
      this.tell("from", new Date(instant).toISOString());
    } catch {
      this.now = null;
      this.tell("lost");
    }
  }

  /** A part has ended: go on with the next. */
  goOn() {
    const next = this.parts[this.parts.indexOf(this.now) + 1];
    if (next && this.now) this.playAt(next.begins);
  }

  pause() {
    if (this.audio.paused) return false;
    this.audio.pause();
    return true;
  }

  tell(state, at = "") {
    this.said.dataset.state = state;
    this.said.textContent = this.root.dataset[state].replace("{time}", at && clockTime(at));
  }
}

/** Play from an instant, or pause when something is playing. */
export function playOrPause(instant) {
  const player = PLAYERS.at(-1);
  if (player && !player.pause()) player.playAt(instant);
}

export function startSound(root) {
  for (const place of root.querySelectorAll("[data-sound]:not([data-started])")) {
    place.dataset.started = "";
    PLAYERS.push(new Player(place));
  }
}

document.addEventListener("click", (event) => {
  const chosen = event.target.closest?.("[data-plays]");
  const player = PLAYERS.at(-1);
  if (!chosen || !player || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  player.playAt(Date.parse(chosen.dataset.plays));
});

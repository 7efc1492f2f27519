// Keeps what is typed in an interview on the device, sealed under a key that came with the page and that is written
// nowhere: whoever finds the device, or sits down at it next, finds nothing that can be read.
const BASE = "limen-interviews";
const STORE = "blocks";
const SOUNDS = "sounds";

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened() {
  const request = indexedDB.open(BASE, 2);
  request.onupgradeneeded = () => {
    for (const name of [STORE, SOUNDS]) {
      if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, { keyPath: "id" });
    }
  };
  return asked(request);
}

/** All that the device holds of one interview: the ids begin with its own. */
function ofInterview(interview) {
  return IDBKeyRange.bound(`${interview}/`, `${interview}/\uffff`);
}

export class Device {
  /** A device that keeps things, or null where the browser cannot or may not. */
  static async of(interview, keyText) {
    try {
      const bytes = Uint8Array.from(atob(keyText), (letter) => letter.charCodeAt(0));
      const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
      return new Device(interview, key, await opened());
    } catch {
      return null;
    }
  }

  constructor(interview, key, base) {
    this.interview = interview;
    this.key = key;
    this.base = base;
  }

  /** Seal blocks and keep them; resolves when they are on the disk. */
  async keep(blocks) {
    const rows = [];
    for (const block of blocks) {
      const id = `${this.interview}/${block.id}`;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const about = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) };
      const sealed = await crypto.subtle.encrypt(about, this.key, new TextEncoder().encode(JSON.stringify(block)));
      rows.push({ id, iv, sealed });
    }
    const doing = this.base.transaction(STORE, "readwrite", { durability: "strict" });
    for (const row of rows) doing.objectStore(STORE).put(row);
    await new Promise((resolve, reject) => {
      doing.oncomplete = resolve;
      doing.onerror = doing.onabort = () => reject(doing.error);
    });
  }

  /** What was kept here and can be opened with this key. */
  async held() {
    const rows = await asked(this.base.transaction(STORE).objectStore(STORE).getAll(ofInterview(this.interview)));
    const blocks = [];
    for (const { id, iv, sealed } of rows) {
      const about = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) };
      try {
        blocks.push(JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(about, this.key, sealed))));
      } catch {
        // Sealed for somebody else: theirs to open.
      }
    }
    return blocks;
  }

  /** Seal a piece of sound and keep it. */
  async keepSound({ sound, ...where }) {
    const id = this.nameOf(where);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const about = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id + where.begins) };
    const sealed = await crypto.subtle.encrypt(about, this.key, await sound.arrayBuffer());
    await asked(this.base.transaction(SOUNDS, "readwrite").objectStore(SOUNDS).put({ id, iv, where, sealed }));
  }

  /** The pieces of sound that were kept here and can be opened with this key. */
  async heldSounds() {
    const rows = await asked(this.base.transaction(SOUNDS).objectStore(SOUNDS).getAll(ofInterview(this.interview)));
    const pieces = [];
    for (const { id, iv, where, sealed } of rows) {
      const about = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id + where.begins) };
      try {
        pieces.push({ ...where, sound: new Blob([await crypto.subtle.decrypt(about, this.key, sealed)]) });
      } catch {
        // Sealed for somebody else: theirs to open.
      }
    }
    return pieces;
  }

  async forgetSound(where) {
    await asked(this.base.transaction(SOUNDS, "readwrite").objectStore(SOUNDS).delete(this.nameOf(where)));
  }

  nameOf({ recording, part, number }) {
    return `${this.interview}/${recording}/${part}/${number}`;
  }

  async forget(id) {
    await asked(this.base.transaction(STORE, "readwrite").objectStore(STORE).delete(`${this.interview}/${id}`));
  }
}

/** Remove all that the device holds of an interview whose record is not open any more. */
export async function forgetInterview(interview) {
  try {
    const base = await opened();
    for (const name of [STORE, SOUNDS]) {
      await asked(base.transaction(name, "readwrite").objectStore(name).delete(ofInterview(interview)));
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

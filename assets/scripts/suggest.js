// Suggestions under the search box: asked a moment after the last key, at most eight, sent in the body and never in an
// address. Without this the box is a form like any other.
const PAUSE_MS = 250;
const SHORTEST = 3;

class Suggestions {
  constructor(box) {
    this.box = box;
    this.form = box.form;
    this.timer = 0;
    this.flying = null;
    this.here = -1;
    this.list = document.createElement("ul");
    this.list.id = `${box.id}-suggestions`;
    this.list.className = "lm-suggest";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", box.dataset.suggestLabel);
    this.form.append(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      box.setAttribute(name, value);
    }
    box.addEventListener("input", () => this.typed());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.form.addEventListener("submit", () => this.stop());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.children];
  }

  typed() {
    this.stop();
    if (this.box.value.trim().length < (Number(this.box.dataset.suggestShortest) || SHORTEST)) return;
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  stop() {
    clearTimeout(this.timer);
    this.flying?.abort();
    this.close();
  }

  async ask() {
    const flying = (this.flying = new AbortController());
    const body = new FormData();
    body.set("q", this.box.value);
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(this.box.dataset.suggest, {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        signal: flying.signal,
        headers: { Accept: "application/json", "X-CSRFToken": token },
        body,
      });
      if (answer.ok) this.show((await answer.json()).found);
    } catch {
      // No suggestion is no harm: the form still asks.
    }
  }

  show(found) {
    this.list.replaceChildren(...found.filter((one) => one.url).map((one, place) => this.option(one, place)));
    const count = this.options.length;
    this.list.hidden = count === 0;
    this.box.setAttribute("aria-expanded", String(count > 0));
    const live = document.querySelector("[data-live]");
    const words = count ? this.box.dataset.suggestSome.replace("{count}", String(count)) : this.box.dataset.suggestNone;
    if (live) live.textContent = words;
  }

  option(one, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = one.url;
    for (const [look, text] of [["lm-suggest__name", one.called], ["lm-suggest__under", one.under]]) {
      const line = document.createElement("bdi");
      line.className = look;
      line.textContent = text;
      option.append(line);
    }
    return option;
  }

  move(step) {
    const options = this.options;
    if (!options.length) return false;
    this.here = (this.here + step + options.length + (this.here < 0 && step < 0 ? 1 : 0)) % options.length;
    for (const [place, option] of options.entries()) option.setAttribute("aria-selected", String(place === this.here));
    this.box.setAttribute("aria-activedescendant", options[this.here].id);
    options[this.here].scrollIntoView({ block: "nearest" });
    return true;
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    let done = false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") done = this.move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && this.here >= 0) done = this.open(this.options[this.here]);
    else if (event.key === "Escape") {
      this.close();
      done = true;
    }
    if (done) event.preventDefault();
  }

  open(option) {
    if (!option) return false;
    this.close();
    location.assign(option.dataset.url);
    return true;
  }

  close() {
    this.here = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }
}

export function startSuggestions() {
  for (const box of document.querySelectorAll("input[data-suggest]")) if (box.dataset.suggest) new Suggestions(box);
}

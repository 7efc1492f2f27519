// Suggestions under a box: asked a moment after the last key, few, sent in the body and never in an address. They lead to
// a page, or are chosen into the radio buttons under the box (data-suggest-for). Without this the box is a form like any
// other.
const PAUSE_MS = 250;
const SHORTEST = 3;
const TOKEN = "[name=csrfmiddlewaretoken]";

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
    (box.closest(".lm-choose__box") ?? this.form).append(this.list);
    // The script finds while one types: the key Enter in another field of the form means the act again.
    if (this.field) box.closest(".lm-choose").querySelector("[data-find]")?.remove();
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

  /** The name of the field into which one chooses; none where what is found are pages. */
  get field() {
    return this.box.dataset.suggestFor;
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
    const sent = new FormData(this.form);
    for (const name of (this.box.dataset.suggestSends ?? "").split(" ").filter(Boolean)) {
      for (const value of sent.getAll(name)) body.append(name, value);
    }
    const token = (this.form.querySelector(TOKEN) ?? document.querySelector(TOKEN))?.value ?? "";
    try {
      const answer = await fetch(this.box.dataset.suggest, {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        signal: flying.signal,
        headers: { Accept: "application/json", "X-CSRFToken": token },
        body,
      });
      if (answer.ok) this.show(await answer.json());
    } catch {
      // No suggestion is no harm: the form still asks.
    }
  }

  show({ found, is_more: isMore }) {
    const shown = found.filter((one) => one.url || this.field);
    this.list.replaceChildren(...shown.map((one, place) => this.option(one, place)));
    this.here = -1;
    this.box.removeAttribute("aria-activedescendant");
    const count = this.options.length;
    this.list.hidden = count === 0;
    this.box.setAttribute("aria-expanded", String(count > 0));
    const { suggestSome: some, suggestMore: more, suggestNone: none } = this.box.dataset;
    this.say(count ? ((isMore && more) || some).replace("{count}", String(count)) : none);
  }

  /** For whoever does not see the list; and under a box into which one chooses, for everybody. */
  say(words) {
    const said = document.getElementById(`${this.box.id}_said`) ?? document.querySelector("[data-live]");
    if (said) said.textContent = words;
  }

  option(one, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    for (const name of ["url", "value", "label", "called"]) option.dataset[name] = one[name] ?? "";
    for (const [look, text] of [["lm-suggest__name", one.called], ["lm-suggest__under", one.under]]) {
      if (!text) continue;
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
    const { url, value, label, called } = option.dataset;
    this.close();
    if (this.field) this.choose(value, label, called);
    else location.assign(url);
    return true;
  }

  /** Mark its radio button, which comes under the box when it is not there yet; the box is empty again. */
  choose(value, label, called) {
    const place = this.box.closest(".lm-choose").querySelector(".govuk-radios");
    const there = [...place.querySelectorAll("input")].find((one) => one.value === value);
    const button = there ?? this.button(place, value, label);
    button.checked = true;
    button.dispatchEvent(new Event("change", { bubbles: true }));
    this.box.value = "";
    this.say(this.box.dataset.suggestChosen.replace("{name}", called));
  }

  button(place, value, label) {
    const item = document.createElement("div");
    item.className = "govuk-radios__item";
    const button = document.createElement("input");
    button.type = "radio";
    button.className = "govuk-radios__input";
    button.name = this.field;
    button.value = value;
    button.id = `${this.box.id}_chosen_${value}`;
    const words = document.createElement("label");
    words.className = "govuk-label govuk-radios__label";
    words.htmlFor = button.id;
    words.textContent = label;
    item.append(button, words);
    place.prepend(item);
    return button;
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

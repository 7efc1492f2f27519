// Citations: a button puts one into the text where the writer left off, another copies it. Without this the written
// form stands beside each as text that can be selected.

/** Put words where the cursor last stood in a text area, apart from the word before, and go back to it. */
function putIn(area, words) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const apart = start > 0 && !/\s/.test(value[start - 1]) ? " " : "";
  area.setRangeText(apart + words, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

/** Say it to whoever does not see it. */
function say(name, words) {
  const place = document.querySelector(`[data-${name}-said]`);
  if (place) place.textContent = `${place.dataset.put} ${words}`;
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say("copy", button.dataset.copy);
  } catch {
    // No clipboard without a safe connection: the words are selected, so that one key copies them.
    const shown = document.getElementById(button.dataset.of);
    if (shown) getSelection()?.selectAllChildren(shown);
  }
}

function onClick(event) {
  const button = event.target.closest?.("[data-cite], [data-copy]");
  if (!button) return;
  if ("copy" in button.dataset) {
    copy(button);
    return;
  }
  const area = document.getElementById(button.dataset.into);
  if (!area) return;
  putIn(area, button.dataset.cite);
  say("cite", button.dataset.cite);
}

/** In the box where one looks for something, Enter goes to what was found and Escape back to the text. */
function onKey(event) {
  if (!event.target.matches?.("[data-cite-search]") || event.isComposing) return;
  if (event.key === "Enter") {
    document.querySelector("#citable [data-cite]")?.focus();
  } else if (event.key === "Escape") {
    document.getElementById("id_text")?.focus();
  } else return;
  event.preventDefault();
}

export function startCiting() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

// Files dropped on a form join those that were chosen in it, and are named before they are sent. Without the script
// the field alone does the same.

/** Put files into a field, after those that are there. */
function add(field, files) {
  const all = new DataTransfer();
  for (const file of [...field.files, ...files]) all.items.add(file);
  field.files = all.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function name(form, field) {
  const list = form.querySelector("[data-chosen]");
  list.replaceChildren(
    ...[...field.files].map((file) => {
      const line = document.createElement("li");
      const words = document.createElement("bdi");
      words.textContent = file.name;
      line.append(words);
      return line;
    }),
  );
  const said = document.querySelector("[data-live]");
  if (said) said.textContent = list.dataset.chosen.replace("{count}", String(field.files.length));
}

function isOfFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

export function startUploads(root) {
  for (const form of root.querySelectorAll("form[data-uploads]:not([data-uploads-started])")) {
    form.dataset.uploadsStarted = "";
    const field = form.querySelector("input[type=file]");
    const place = form.querySelector("[data-drop]");
    field.addEventListener("change", () => name(form, field));
    // Anywhere on the form: a file that misses would open in place of the page and of what was typed.
    for (const kind of ["dragenter", "dragover"]) {
      form.addEventListener(kind, (event) => {
        if (!isOfFiles(event)) return;
        event.preventDefault();
        place.classList.add("is-over");
      });
    }
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) place.classList.remove("is-over");
    });
    form.addEventListener("drop", (event) => {
      if (!isOfFiles(event)) return;
      event.preventDefault();
      place.classList.remove("is-over");
      add(field, event.dataTransfer.files);
    });
  }
}

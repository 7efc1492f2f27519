// The palette: Ctrl or Cmd with K from anywhere, also while typing. Its box suggests as the search box does; without a
// script the same is a page, to which the foot of every page leads.
export function startPalette() {
  const dialog = document.querySelector("[data-palette]");
  if (!dialog) return;
  const box = dialog.querySelector("input[type=search]");

  const open = () => {
    if (dialog.open || document.querySelector("dialog[open], .is-blank")) return;
    dialog.showModal();
    box.focus();
    box.select();
  };

  document.addEventListener("keydown", (event) => {
    const isK = event.key.toLowerCase() === "k" || event.code === "KeyK";
    if (!isK || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    open();
  });
  dialog.querySelector("[data-palette-close]").addEventListener("click", () => dialog.close());
  for (const link of document.querySelectorAll("a[data-palette-show]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
  }
}

// Rows of a list: j and k move, Enter opens (the row's own link has the focus), a click anywhere on a row opens it,
// and the box in the header selects every row of the page.
const HERE = "is-here";

function linkOf(row) {
  return row.querySelector("[data-row-link]");
}

/** Move the focus by one row in the list on this page; answer whether there was a list. */
export function moveInRows(step) {
  const lists = [...document.querySelectorAll("[data-rows]")];
  const list = lists.find((each) => each.contains(document.activeElement)) ?? lists[0];
  if (!list) return false;
  const rows = [...list.querySelectorAll("tbody tr")].filter(linkOf);
  if (!rows.length) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains(HERE));
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1);
  const link = linkOf(rows[next]);
  link.focus({ preventScroll: true });
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
}

function markHere(list, row) {
  for (const other of list.querySelectorAll(`.${HERE}`)) if (other !== row) other.classList.remove(HERE);
  row?.classList.add(HERE);
}

function openOnClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.target.closest("a, button, input, label, summary, select")) return;
  if (String(getSelection())) return;
  const row = event.target.closest("tbody tr");
  const link = row && linkOf(row);
  if (!link) return;
  if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
  else link.click();
}

function countSelected(list) {
  const boxes = [...list.querySelectorAll("[data-row-choice]")];
  const chosen = boxes.filter((box) => box.checked).length;
  const all = list.querySelector("[data-all-rows]");
  if (all) {
    all.checked = boxes.length > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const said = list.querySelector("[data-selected]");
  if (said) said.textContent = chosen ? said.dataset.selected.replace("{count}", String(chosen)) : "";
}

export function startRows(root) {
  for (const list of root.querySelectorAll("[data-rows]:not([data-rows-started])")) {
    list.dataset.rowsStarted = "";
    list.addEventListener("click", openOnClick);
    list.addEventListener("focusin", (event) => markHere(list, event.target.closest("tbody tr")));
    list.addEventListener("change", (event) => {
      if (event.target.matches("[data-all-rows]")) {
        for (const box of list.querySelectorAll("[data-row-choice]")) box.checked = event.target.checked;
      }
      countSelected(list);
    });
    countSelected(list);
  }
}

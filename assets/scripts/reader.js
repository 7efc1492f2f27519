// The reader of documents: arrows turn the page, and a part of it is marked by drawing, or by its two corners.
const SVG = "http://www.w3.org/2000/svg";
const NEAR = 12; // thousandths of the page: less is a click, not a stroke

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|VIDEO|AUDIO)$/.test(target.tagName);
}

function turn(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open], .is-blank")) return;
  const onward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const way = { [onward]: "next", [back]: "previous" }[event.key];
  const link = way && document.querySelector(`[data-reader] [data-turn=${way}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

/** Where the pointer is on the page, in thousandths from its upper left. */
function placeOf(event, page) {
  const box = page.getBoundingClientRect();
  const within = (share) => Math.round(Math.min(Math.max(share, 0), 1) * 1000);
  return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
}

function area([x, y], [u, v]) {
  return [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
}

/** One field holds all four numbers, or each has its own. */
function write(fields, numbers) {
  if (fields.length === 1) fields[0].value = numbers.join(" ");
  else for (const [place, field] of fields.entries()) field.value = numbers[place] ?? "";
}

function startDrawing(page, fields) {
  const drawn = document.createElementNS(SVG, "rect");
  drawn.classList.add("is-drawn");
  page.append(drawn);
  let corner = null;
  let isHeld = false;

  const put = ([left, top, right, bottom]) => {
    for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top })) {
      drawn.setAttribute(name, String(Math.max(value, 0)));
    }
    return [left, top, right, bottom];
  };
  const show = (event) => put(area(corner, placeOf(event, page)));
  const showTyped = () => put(fields.map((field) => Number.parseInt(field.value, 10) || 0));
  if (fields.length > 1) {
    for (const field of fields) field.addEventListener("input", showTyped);
    showTyped(); // what was typed before a refusal
  }
  page.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    isHeld = true;
    if (corner) return; // the second corner, after a first click
    corner = placeOf(event, page);
    write(fields, []);
    show(event);
  });
  page.addEventListener("pointermove", (event) => {
    if (corner) show(event);
  });
  page.addEventListener("pointerup", (event) => {
    if (!corner || !isHeld) return;
    isHeld = false;
    const [left, top, right, bottom] = show(event);
    if (right - left < NEAR || bottom - top < NEAR) return;
    write(fields, [left, top, right, bottom]);
    corner = null;
  });
  page.addEventListener("pointercancel", () => {
    isHeld = false;
    corner = null;
    for (const name of ["width", "height"]) drawn.setAttribute(name, "0");
  });
}

export function startReader() {
  const reader = document.querySelector("[data-reader]");
  if (!reader) return;
  document.addEventListener("keydown", turn);
  const here = reader.querySelector("[aria-current=page]");
  const leaves = here?.closest("nav");
  if (leaves) {
    const box = leaves.getBoundingClientRect();
    const leaf = here.getBoundingClientRect();
    leaves.scrollBy({ top: leaf.top - box.top - box.height / 3, left: leaf.left - box.left - box.width / 3 });
  }
  const page = reader.querySelector("[data-draw]");
  const fields = page ? page.dataset.draw.split(" ").map((id) => document.getElementById(id)) : [];
  if (fields.length && fields.every(Boolean)) startDrawing(page, fields);
}

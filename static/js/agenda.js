// The agenda is ordered by dragging a row by its grip, or with the arrow keys on it. Each move is
// the same form as «Flytt til plass» sends; the page that comes back is shown in its place.
const told = document.querySelector("[data-agenda-told]");
let place = document.querySelector("[data-agenda]");

// Within so many pixels of the window's edge, the page scrolls so many at a time.
const EDGE = 60;
const STEP = 15;

const rows = () => [...place.querySelectorAll("[data-item]")];

function ready() {
  for (const grip of place.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.addEventListener("keydown", byKey);
    grip.addEventListener("pointerdown", take);
  }
}

function byKey(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const row = event.currentTarget.closest("[data-item]");
  if (!step) return;
  event.preventDefault();
  const to = rows().indexOf(row) + step;
  if (to >= 0 && to < rows().length) move(row, to);
}

function take(event) {
  const grip = event.currentTarget;
  const row = grip.closest("[data-item]");
  const from = rows().indexOf(row);
  if (event.button !== 0) return;
  event.preventDefault();
  grip.focus();
  grip.setPointerCapture(event.pointerId);
  row.dataset.dragged = "";

  // The others make way: the row itself must stay in the page, or the pointer lets go of it.
  const follow = (moved) => {
    let near;
    while ((near = row.previousElementSibling) && moved.clientY < middle(near)) row.after(near);
    while ((near = row.nextElementSibling) && moved.clientY > middle(near)) row.before(near);
    if (moved.clientY < EDGE) scrollBy(0, -STEP);
    else if (moved.clientY > innerHeight - EDGE) scrollBy(0, STEP);
  };
  const letGo = () => {
    grip.removeEventListener("pointermove", follow);
    delete row.dataset.dragged;
    const to = rows().indexOf(row);
    if (to !== from) move(row, to);
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", letGo, { once: true });
}

function middle(row) {
  const box = row.getBoundingClientRect();
  return box.top + box.height / 2;
}

async function move(row, to) {
  const form = row.querySelector("[data-move]");
  form.elements.plass.value = to + 1;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.statusText);
    show(await answer.text(), row.id, to);
  } catch {
    told.textContent = place.dataset.failed;
    told.classList.remove("visually-hidden");
  }
}

function show(html, id, to) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector("[data-agenda]");
  if (!fresh) return location.reload();
  place.replaceWith(fresh);
  place = fresh;
  ready();
  document.getElementById(id)?.querySelector("[data-grip]")?.focus();
  told.textContent = place.dataset.moved
    .replace("{place}", to + 1)
    .replace("{total}", rows().length);
}

if (place) ready();

// The page has been shown: say so, the way the button «Merk som lest» does. What is new stays
// marked until the page is opened again.
const form = document.querySelector("form[data-seen]");

function tell() {
  fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
    keepalive: true,
  }).then((answer) => {
    if (answer.ok) form.hidden = true;
  }, () => {});
}

function whenShown() {
  if (document.visibilityState === "visible") setTimeout(tell, 1500);
  else document.addEventListener("visibilitychange", whenShown, { once: true });
}

if (form) whenShown();

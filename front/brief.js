// The page of a brief becomes an editor that saves by itself. Without this file, it is forms.
import { Part } from "./part.js";

const PULSE = 20000; // ms between looks at what others write

function begin(brief) {
  const words = JSON.parse(brief.dataset.words);
  const forms = [...brief.querySelectorAll("form[data-part]")];
  const parts = forms.map((form) => new Part(form, brief.dataset.person, words));
  brief.dataset.live = "";
  window.addEventListener("online", () => parts.forEach((part) => part.dirty && part.save()));
  window.addEventListener("beforeunload", (event) => {
    if (parts.some((part) => part.dirty && !part.conflicting)) event.preventDefault();
  });
  setInterval(() => look(brief, parts), PULSE);
}

async function look(brief, parts) {
  if (document.hidden) return;
  try {
    const answer = await fetch(brief.dataset.pulse, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    for (const found of (await answer.json()).sections) {
      parts.find((part) => part.key === String(found.pk))?.others(found);
    }
  } catch {
    // no net: each section says so when it saves
  }
}

document.querySelectorAll("[data-brief]").forEach(begin);

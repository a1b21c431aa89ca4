// One section: its editor, saving by itself, what it says about that, and what to do when two wrote.
import * as drafts from "./drafts.js";
import { mount } from "./editor.js";

const REST = 1200; // ms without a key before it saves
const AGAIN = [2000, 5000, 10000, 30000];

export class Part {
  constructor(form, person, words) {
    this.form = form;
    this.person = person;
    this.words = words;
    this.key = form.dataset.part;
    this.section = form.closest("section");
    this.seen = form.elements.seen;
    this.conflicting = false;
    this.tries = 0;
    const html = form.querySelector("template[data-html]").innerHTML.trim();
    this.editor = mount(form.elements.text, html, {
      words,
      changed: () => this.changed(),
      left: () => this.dirty && this.save(),
    });
    this.kept = this.editor.html();
    this.offer(drafts.left(person, this.key));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.insertion();
  }

  get dirty() {
    return this.editor.html() !== this.kept;
  }

  get number() {
    return Number(this.seen.value);
  }

  changed() {
    drafts.keep(this.person, this.key, this.number, this.editor.html());
    if (this.conflicting) return;
    this.say(this.words.typing);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), REST);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving || this.conflicting) return;
    const html = this.editor.html();
    this.saving = true;
    this.say(this.words.saving);
    const answer = await this.send(html);
    this.saving = false;
    if (!answer) return this.later();
    this.tries = 0;
    if (answer.status === 200) this.saved(html, await answer.json());
    else if (answer.status === 409) this.conflict(await answer.json());
    else if (answer.status === 422) this.say((await answer.json()).sentence, "bad");
    else this.say(answer.status === 401 ? this.words.signed_out : this.words.closed, "bad");
  }

  // The answer, or null where there was none worth reading and it should be tried again.
  async send(html) {
    const body = new FormData(this.form);
    body.set("form", "html");
    body.set("html", html);
    body.delete("text");
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
      });
      if (answer.redirected) return { status: 401 }; // to the page where one signs in
      return answer.status >= 500 ? null : answer;
    } catch {
      return null;
    }
  }

  later() {
    drafts.keep(this.person, this.key, this.number, this.editor.html());
    this.say(navigator.onLine ? this.words.retry : this.words.offline, "bad");
    this.timer = setTimeout(() => this.save(), AGAIN[Math.min(this.tries, AGAIN.length - 1)]);
    this.tries += 1;
  }

  saved(html, { number, at }) {
    this.kept = html;
    this.seen.value = number;
    drafts.forget(this.person, this.key);
    this.say(this.words.saved.replace("%(at)s", at));
    if (this.dirty) this.changed();
  }

  say(text, tone = "") {
    const state = this.form.querySelector("[data-state]");
    state.textContent = text;
    state.dataset.tone = tone;
    this.tell(tone === "bad" ? text : "", true);
  }

  // The line that is read out: only what the person must know at once.
  tell(text, hidden = false) {
    const notice = this.form.querySelector("[data-notice]");
    notice.textContent = text;
    notice.className = hidden ? "visually-hidden" : "ds-alert";
  }

  // --- two wrote in the same section ----------------------------------------------------------

  conflict(found) {
    this.conflicting = true;
    this.say(this.words.conflict, "bad");
    const place = this.section.querySelector("[data-conflict]");
    place.innerHTML = found.panel;
    place.focus();
    const choices = { theirs: found.theirs, mine: null, together: null };
    for (const button of place.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", (event) => {
        const choice = button.dataset.choose;
        if (choice === "together") return; // the form of its own: the words as they stand there
        event.preventDefault();
        this.chosen(choices[choice], found, place);
      });
    }
    place.querySelector("form.together").addEventListener("submit", () => drafts.forget(this.person, this.key));
  }

  chosen(html, found, place) {
    this.conflicting = false;
    this.seen.value = found.number;
    place.replaceChildren();
    if (html !== null) {
      this.editor.set(html);
      this.kept = this.editor.html();
      drafts.forget(this.person, this.key);
      this.say("");
    } else {
      this.save();
    }
    this.editor.view.focus();
  }

  // --- text that was never saved, and text that is recorded -------------------------------------

  offer(draft) {
    if (!draft || draft.html === this.kept) return;
    this.tell(`${this.words.found} `);
    const notice = this.form.querySelector("[data-notice]");
    notice.append(
      this.choice(this.words.fetch, () => {
        this.seen.value = draft.number;
        this.editor.set(draft.html);
        this.changed();
      }),
      " ",
      this.choice(this.words.discard, () => drafts.forget(this.person, this.key)),
    );
  }

  choice(label, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = "secondary";
    button.textContent = label;
    button.addEventListener("click", () => {
      this.tell("");
      this.tell("", true);
      action();
    });
    return button;
  }

  insertion() {
    const form = this.section.querySelector("form[data-insert]");
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.editor.append(form.querySelector("template").innerHTML);
      this.editor.view.focus();
    });
  }

  // --- what others do meanwhile --------------------------------------------------------------------

  others({ number, html, said }) {
    this.section.querySelector("[data-said]").textContent = said;
    if (number <= this.number || this.saving || this.conflicting) return;
    if (this.dirty || this.editor.hasFocus()) {
      this.say(this.words.newer, "wait");
      return;
    }
    this.editor.set(html);
    this.kept = this.editor.html();
    this.seen.value = number;
  }
}

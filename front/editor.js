// One rich text field in place of a textarea: HTML in, HTML out.
import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMParser, DOMSerializer } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin } from "prosemirror-state";
import { goToNextCell, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";

import { schema } from "./schema.js";
import { toolbar } from "./toolbar.js";
import { plainFromWord } from "./word.js";

const { nodes, marks } = schema;

const newLine = chainCommands(exitCode, (state, dispatch) => {
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

const keys = (toToolbar) => ({
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Mod-z": redo,
  "Mod-b": toggleMark(marks.strong),
  "Mod-i": toggleMark(marks.em),
  "Shift-Enter": newLine,
  Enter: splitListItem(nodes.list_item),
  // Tab belongs to the page: it moves between cells, and points go in and out with Mod.
  "Mod-]": sinkListItem(nodes.list_item),
  "Mod-[": liftListItem(nodes.list_item),
  Tab: goToNextCell(1),
  "Shift-Tab": goToNextCell(-1),
  "Alt-F10": toToolbar,
});

function fromHtml(html) {
  const page = document.createElement("template");
  page.innerHTML = html;
  return DOMParser.fromSchema(schema).parse(page.content);
}

export function mount(textarea, html, { words, changed, left }) {
  const box = document.createElement("div");
  box.className = "editor";
  const id = `tekst-${Math.random().toString(36).slice(2)}`;
  let tools = null;
  const toToolbar = () => {
    tools.bar.querySelector('[tabindex="0"]').focus();
    return true;
  };
  const state = (doc) =>
    EditorState.create({
      doc,
      plugins: [
        history(),
        keymap(keys(toToolbar)),
        keymap(baseKeymap),
        tableEditing(),
        new Plugin({ view: () => ({ update: (view) => tools && tools.update(view.state) }) }),
      ],
    });
  const view = new EditorView(box, {
    state: state(fromHtml(html)),
    attributes: {
      id,
      class: "editor-text",
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": textarea.getAttribute("aria-labelledby") || "",
      "aria-describedby": textarea.getAttribute("aria-describedby") || "",
    },
    transformPastedHTML: plainFromWord,
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged && !transaction.getMeta("quiet")) changed();
    },
    handleDOMEvents: { blur: () => left() },
  });
  tools = toolbar(view, id, words);
  box.prepend(tools.bar);
  tools.update(view.state);
  textarea.hidden = true;
  textarea.disabled = true;
  textarea.after(box);
  return {
    view,
    html() {
      const holder = document.createElement("div");
      holder.append(DOMSerializer.fromSchema(schema).serializeFragment(view.state.doc.content));
      return holder.textContent.trim() ? holder.innerHTML : "";
    },
    set(html) {
      view.updateState(state(fromHtml(html)));
      tools.update(view.state);
    },
    append(html) {
      const { tr, doc } = view.state;
      const added = fromHtml(html).content;
      view.dispatch(doc.textContent ? tr.insert(doc.content.size, added) : tr.replaceWith(0, doc.content.size, added));
    },
    hasFocus: () => view.hasFocus(),
  };
}

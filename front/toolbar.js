// The buttons above the text: a toolbar as ARIA describes it, one stop for Tab, arrows inside.
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, isInTable } from "prosemirror-tables";

import { isAddress, schema } from "./schema.js";

const { nodes, marks } = schema;

function hasMark(state, mark) {
  const { from, to, empty, $from } = state.selection;
  return empty
    ? Boolean(mark.isInSet(state.storedMarks || $from.marks()))
    : state.doc.rangeHasMark(from, to, mark);
}

function inside(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return true;
  return false;
}

const marked = (mark) => ({ on: (state) => hasMark(state, mark), run: toggleMark(mark) });

const listing = (type) => ({
  on: (state) => inside(state, type),
  run: (state, dispatch) =>
    (inside(state, type) ? liftListItem(nodes.list_item) : wrapInList(type))(state, dispatch),
});

const heading = {
  on: (state) => inside(state, nodes.heading),
  run: (state, dispatch) =>
    (inside(state, nodes.heading) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level: 3 }))(
      state,
      dispatch,
    ),
};

const quote = {
  on: (state) => inside(state, nodes.blockquote),
  run: (state, dispatch) => (inside(state, nodes.blockquote) ? lift : wrapIn(nodes.blockquote))(state, dispatch),
};

const link = (words) => ({
  on: (state) => hasMark(state, marks.link),
  run: (state, dispatch) => {
    if (hasMark(state, marks.link)) return toggleMark(marks.link)(state, dispatch);
    if (state.selection.empty) return false;
    if (!dispatch) return true;
    const href = window.prompt(words.address, "https://");
    return isAddress(href) ? toggleMark(marks.link, { href })(state, dispatch) : false;
  },
});

const table = {
  on: isInTable,
  run: (state, dispatch) => {
    if (isInTable(state) || !state.selection.$from.sameParent(state.selection.$to)) return false;
    const row = (type) => nodes.table_row.create(null, [type.createAndFill(), type.createAndFill()]);
    const made = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell)]);
    if (dispatch) dispatch(state.tr.replaceSelectionWith(made).scrollIntoView());
    return true;
  },
};

const inTable = (run) => ({ run, only: isInTable });

export function toolbar(view, id, words) {
  const tools = [
    ["strong", marked(marks.strong)],
    ["em", marked(marks.em)],
    ["heading", heading],
    ["bullets", listing(nodes.bullet_list)],
    ["numbers", listing(nodes.ordered_list)],
    ["quote", quote],
    ["link", link(words)],
    ["table", table],
    ["add_row", inTable(addRowAfter)],
    ["add_column", inTable(addColumnAfter)],
    ["drop_row", inTable(deleteRow)],
    ["drop_column", inTable(deleteColumn)],
    ["undo", { run: undo }],
    ["redo", { run: redo, only: (state) => redo(state) }],
  ];
  const bar = document.createElement("div");
  bar.className = "editor-tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.toolbar);
  bar.setAttribute("aria-controls", id);
  const buttons = tools.map(([name, tool]) => button(bar, view, words[name], tool));
  bar.addEventListener("keydown", (event) => move(event, bar, view));
  return { bar, update: (state) => update(bar, buttons, state) };
}

function button(bar, view, label, tool) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.tabIndex = -1;
  // The text keeps its selection while the button is pressed.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => {
    const byKeyboard = document.activeElement === made;
    tool.run(view.state, view.dispatch, view);
    if (!byKeyboard) view.focus();
  });
  bar.append(made);
  return { made, tool };
}

function update(bar, buttons, state) {
  for (const { made, tool } of buttons) {
    made.hidden = Boolean(tool.only) && !tool.only(state);
    if (tool.on) made.setAttribute("aria-pressed", String(tool.on(state)));
    made.setAttribute("aria-disabled", String(!tool.run(state)));
  }
  const shown = buttons.map(({ made }) => made).filter((made) => !made.hidden);
  const stop = shown.find((made) => made.tabIndex === 0) || shown[0];
  for (const { made } of buttons) made.tabIndex = made === stop ? 0 : -1;
}

function move(event, bar, view) {
  const shown = [...bar.children].filter((made) => !made.hidden);
  const here = shown.indexOf(document.activeElement);
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (event.key === "Escape") view.focus();
  if (to === undefined || here < 0) return;
  event.preventDefault();
  const next = shown[(to + shown.length) % shown.length];
  for (const made of shown) made.tabIndex = made === next ? 0 : -1;
  next.focus();
}

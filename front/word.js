// What Word puts on the clipboard, made plain before the editor reads it. The server does the
// same and more (cases/brief_text.py); this is so that the person sees at once what is kept.

const LEVEL = /mso-list:\s*\S+\s+level(\d)/i;
const BULLET = /^\s*([·•▪§]|o(?=\s{2}))\s+/;
const NUMBER = /^\s*(\d{1,3}|[a-z])[.)]\s+/i;

export function plainFromWord(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  for (const found of page.querySelectorAll("style, script, meta, link, title, xml, img, svg")) found.remove();
  for (const found of [...page.body.querySelectorAll("*")]) {
    if (found.localName.includes(":")) found.replaceWith(...found.childNodes);
  }
  for (const paragraph of [...page.body.querySelectorAll("p")]) listed(paragraph, page);
  for (const styled of [...page.body.querySelectorAll("[data-style]")]) marked(styled, page);
  for (const paragraph of [...page.body.querySelectorAll("p")]) {
    if (!paragraph.textContent.trim() && !paragraph.closest("td, th")) paragraph.remove();
  }
  return page.body.innerHTML;
}

// Our policy lets no inline style or handler apply, and complains of each it meets: they are renamed
// first, and what they say is told by tags.
function withoutStyles(html) {
  return html
    .replace(/<!\[[^\]]*\]>/g, "")
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)=/gi, " data-$1="));
}

function marked(element, page) {
  const style = element.getAttribute("data-style");
  element.removeAttribute("data-style");
  if (element.localName === "b" && /(?<!-)font-weight:\s*(normal|400)/i.test(style)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (element.localName !== "span") return;
  const wraps = [
    [/(?<!-)font-weight:\s*(bold|[6-9]00)/i, "strong"],
    [/(?<!-)font-style:\s*italic/i, "em"],
  ];
  for (const [says, tag] of wraps) {
    if (!says.test(style)) continue;
    const made = page.createElement(tag);
    made.append(...element.childNodes);
    element.append(made);
  }
}

function listed(paragraph, page) {
  const level = LEVEL.exec(paragraph.getAttribute("data-style") || "");
  const markers = [...paragraph.querySelectorAll("span")].filter((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("data-style") || ""),
  );
  const marker = markers.map((span) => span.textContent).join("");
  const bullet = BULLET.exec(paragraph.textContent);
  if (!level && !bullet) return;
  const ordered = NUMBER.test(`${marker} `) && !/^\s*o\s/.test(`${marker} `);
  if (markers.length) markers.forEach((span) => span.remove());
  else if (bullet) cut(paragraph, bullet[0].length);
  place(paragraph, level ? Number(level[1]) : 1, ordered ? "ol" : "ul", page);
}

// Word tells a list as paragraphs: each goes into the list that stands just before it.
function place(paragraph, level, tag, page) {
  let list = paragraph.previousElementSibling;
  if (!list || !["UL", "OL"].includes(list.tagName) || (level === 1 && list.localName !== tag)) {
    list = page.createElement(tag);
    paragraph.before(list);
  }
  for (let depth = 1; depth < level && list.lastElementChild; depth += 1) {
    const item = list.lastElementChild;
    let inner = item.lastElementChild;
    if (!inner || inner.localName !== tag) {
      inner = page.createElement(tag);
      item.append(inner);
    }
    list = inner;
  }
  const item = page.createElement("li");
  item.append(...paragraph.childNodes);
  list.append(item);
  paragraph.remove();
}

function cut(element, count) {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = count;
  while (left > 0 && texts.nextNode()) {
    const text = texts.currentNode;
    const taken = Math.min(left, text.data.length);
    text.data = text.data.slice(taken);
    left -= taken;
  }
}

/* What is pasted into a rich-text editor from Word and Google Docs: lists that Word writes as paragraphs become lists,
   text that was deleted (tracked changes) stays away, and nothing is bold only because Docs wraps it in <b>. */
import { Extension, pm } from "django-prose-editor/editor";

const DELETED =
  "del, s, strike, [data-style*='line-through'], .msoDel, .MsoCommentReference, [data-style*='mso-element:comment']";
const LISTED = /mso-list:\s*l\d+\s+level(\d+)/i;
const NUMBERED = /^\(?(?:\d+|[a-z]|[ivxlc]+)[.)]/i;
const MEANT = [
  [/font-weight:\s*(?:bold|[6-9]00)/i, "strong"],
  [/font-style:\s*italic/i, "em"],
  [/vertical-align:\s*super/i, "sup"],
  [/vertical-align:\s*sub/i, "sub"],
];

/* Styles are read as text, because our Content-Security-Policy lets none be applied, and says so for each. */
const unstyled = (html) => html.replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));

export function tidied(html) {
  const page = new DOMParser().parseFromString(unstyled(html), "text/html");
  page.querySelectorAll(DELETED).forEach((element) => element.remove());
  page.querySelectorAll("b[data-style]").forEach((element) => {
    if (/font-weight:\s*(?:normal|400)/i.test(element.dataset.style)) element.replaceWith(...element.childNodes);
  });
  page.querySelectorAll("[data-style*='mso-list']").forEach((element) => {
    if (LISTED.test(element.dataset.style) && element.isConnected) listed(element);
  });
  page.querySelectorAll("span[data-style]").forEach(meant);
  page.querySelectorAll(":is(ul, ol) > :is(ul, ol)").forEach((list) => {
    const before = list.previousElementSibling;
    if (before?.tagName === "LI") before.append(list);
  });
  return page.body.innerHTML;
}

/* Name what looks bold, italic, raised or lowered. */
function meant(span) {
  for (const [style, name] of MEANT) {
    if (!style.test(span.dataset.style)) continue;
    const element = span.ownerDocument.createElement(name);
    element.append(...span.childNodes);
    span.append(element);
  }
}

/* Put a paragraph of Word's, and those that follow it in the list, into a list. */
function listed(paragraph) {
  const open = [];
  for (let next = paragraph; next; ) {
    const level = Number(LISTED.exec(next.dataset.style ?? "")?.[1]);
    if (!level) break;
    const following = next.nextElementSibling;
    const mark = next.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
    const name = NUMBERED.test(mark?.textContent.trim() ?? "") ? "ol" : "ul";
    mark?.remove();
    while (open.length > level || (open.length === level && level > 1 && open.at(-1).localName !== name)) open.pop();
    if (open.length === 1 && level === 1 && open[0].localName !== name) open.pop();
    while (open.length < level) {
      const list = paragraph.ownerDocument.createElement(name);
      const item = open.at(-1)?.lastElementChild ?? open.at(-1)?.appendChild(paragraph.ownerDocument.createElement("li"));
      if (item) item.append(list);
      else next.before(list);
      open.push(list);
    }
    const item = paragraph.ownerDocument.createElement("li");
    item.append(...next.childNodes);
    open.at(-1).append(item);
    next.remove();
    next = following;
  }
}

export const Pasting = Extension.create({
  name: "pasting",
  addProseMirrorPlugins: () => [new pm.state.Plugin({ props: { transformPastedHTML: tidied } })],
});

/* Putting in what other pages say, instead of typing it: a node in rich text, a mark in plain text, chosen in one dialog.
   The server knows the pages and their words; it also checks every mark again (publishing/inserted.py). */
import { Node, crel } from "django-prose-editor/editor";

const ADDRESS = new URL("/admin/insertable/", location.origin);
const words = new Map();

async function asked(parameters) {
  const address = new URL(ADDRESS);
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/* The words of one mark, as readers get them now; the mark itself where there are none. */
async function wordsOf(mark) {
  if (!words.has(mark)) words.set(mark, asked({ mark }).then((found) => found.words || mark).catch(() => mark));
  return words.get(mark);
}

let dialog;

/* Let the editor choose a page and a form. Gives a mark such as "finding:neck-pain-sham|clause", or "" for none. */
async function chosen() {
  const { labels } = await asked({ q: "" });
  dialog?.remove();
  const query = crel("input", { type: "search", id: "insert-query" });
  const list = crel("select", { size: 8, id: "insert-list", required: true });
  const shown = crel("p", { className: "insert-dialog__words" });
  shown.setAttribute("aria-live", "polite");
  dialog = crel("dialog", { className: "insert-dialog" }, [
    crel("form", { method: "dialog" }, [
      crel("h2", { textContent: labels.title }),
      crel("label", { htmlFor: "insert-query", textContent: labels.search }), query,
      crel("label", { htmlFor: "insert-list", textContent: labels.list }), list,
      shown,
      crel("button", { className: "button", value: "insert", textContent: labels.insert }),
      crel("button", { className: "button", value: "", textContent: labels.cancel, formNoValidate: true }),
    ]),
  ]);
  /* Only the newest search fills the list, and what was chosen stays chosen while it is still found. */
  const fill = async () => {
    const asking = query.value;
    list.setAttribute("aria-busy", "true");
    const { found } = await asked({ q: asking });
    if (query.value !== asking) return;
    const before = list.value;
    list.replaceChildren(
      ...found.map(({ title, forms }) => {
        const group = crel("optgroup", { label: title });
        group.append(...forms.map((form) => new Option(`${form.label}: ${form.words}`, form.mark)));
        return group;
      }),
    );
    for (const { forms } of found) for (const form of forms) words.set(form.mark, Promise.resolve(form.words));
    list.value = before;
    list.setAttribute("aria-busy", "false");
  };
  query.addEventListener("input", fill);
  query.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.addEventListener("change", async () => (shown.textContent = await wordsOf(list.value)));
  list.addEventListener("dblclick", () => list.value && dialog.close("insert"));
  document.body.append(dialog);
  await fill();
  dialog.showModal();
  return new Promise((done) =>
    dialog.addEventListener("close", () => done(dialog.returnValue === "insert" ? list.value : ""), { once: true }),
  );
}

export const Inserting = Node.create({
  name: "inserting",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({
    value: { default: "", parseHTML: (element) => element.getAttribute("value"), renderHTML: ({ value }) => ({ value }) },
  }),
  parseHTML: () => [{ tag: "data[value]" }],
  renderHTML: ({ HTMLAttributes }) => ["data", HTMLAttributes],
  renderText: ({ node }) => `[[${node.attrs.value}]]`,
  addNodeView: () => ({ node }) => {
    const dom = crel("data", { className: "inserted-words", value: node.attrs.value, textContent: node.attrs.value });
    dom.contentEditable = "false";
    wordsOf(node.attrs.value).then((said) => (dom.textContent = said));
    return { dom };
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "inserting",
      groups: "link",
      button: buttons.material("playlist_add", document.documentElement.lang.startsWith("de") ? "Ergebnis einsetzen" : "put in a finding"),
      async command(editor) {
        const value = await chosen();
        if (value) editor.chain().focus().insertContent({ type: "inserting", attrs: { value } }).run();
      },
    });
  },
});

/* A button at each plain text that takes marks. Rows added later are met when they get the focus. */
function offered(area) {
  if (area.dataset.offered) return;
  area.dataset.offered = "true";
  const button = crel("button", { type: "button", className: "insert-button button", textContent: area.dataset.inserts });
  button.addEventListener("click", async () => {
    const value = await chosen();
    if (value) area.setRangeText(`[[${value}]]`, area.selectionStart, area.selectionEnd, "end");
    area.focus();
  });
  area.after(button);
}

const offerAll = () => document.querySelectorAll("textarea[data-inserts]:not([name*='__prefix__'])").forEach(offered);
offerAll();
document.addEventListener("formset:added", offerAll);

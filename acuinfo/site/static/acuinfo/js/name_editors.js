/* Gives each rich-text editor the name of its field, for people who hear the page: the widget leaves it nameless.
   Editors appear late, and again with every new row. */
new MutationObserver(() => {
  for (const editor of document.querySelectorAll(".ProseMirror[contenteditable]:not([aria-label])")) {
    const label = editor.closest(".form-row")?.querySelector("label");
    if (label) editor.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
  }
}).observe(document.documentElement, { childList: true, subtree: true });

// Suggestions while typing in every search field: an editable combobox with a list (WAI-ARIA Authoring Practices).
// Without this script the fields search all the same. The script element says where to ask (data-address) and how the
// list is called (data-label).
"use strict";
(() => {
  const { address, label } = document.currentScript.dataset;
  const PAUSE = 150; // milliseconds without a key before asking
  const SHORTEST = 2; // letters
  const MARGIN = 16; // pixels to the edge of the window

  function enhance(field, number) {
    const list = document.createElement("ul");
    const status = document.createElement("p");
    let timer = 0;
    let asked = null; // the request under way, so that an older answer never replaces a newer one
    let active = -1;

    list.id = `suggestions-${number}`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    list.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    field.after(list, status);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("autocomplete", "off");

    function close() {
      clearTimeout(timer);
      asked?.abort();
      list.hidden = true;
      status.textContent = "";
      field.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function choose(index) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = index;
      const option = list.children[active];
      if (!option) {
        field.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    }

    function option(suggestion, index) {
      const item = document.createElement("li");
      const kind = document.createElement("span");
      item.id = `${list.id}-${index}`;
      item.className = "suggestions__option";
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.address = suggestion.url;
      item.append(suggestion.text, " ", kind);
      kind.className = "suggestions__kind";
      kind.textContent = suggestion.kind;
      return item;
    }

    function show(suggestions) {
      active = -1;
      field.removeAttribute("aria-activedescendant");
      list.replaceChildren(...suggestions.map(option));
      list.style.insetInlineStart = `${field.offsetLeft}px`;
      list.style.top = `${field.offsetTop + field.offsetHeight}px`;
      list.style.minInlineSize = `${field.offsetWidth}px`;
      const room = document.documentElement.clientWidth - field.getBoundingClientRect().left - MARGIN;
      list.style.maxInlineSize = `${Math.max(room, field.offsetWidth)}px`;
      list.hidden = suggestions.length === 0;
      field.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = list.hidden ? "" : `${label}: ${suggestions.length}`;
    }

    async function ask() {
      const words = field.value.trim();
      asked?.abort();
      if (words.length < SHORTEST) {
        close();
        return;
      }
      asked = new AbortController();
      try {
        const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
        const found = answer.ok ? (await answer.json()).suggestions : [];
        if (document.activeElement === field) {
          show(found);
        }
      } catch {
        // offline, or a newer question has taken over: the field still searches
      }
    }

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      const count = list.children.length;
      if (event.key === "ArrowDown" && list.hidden) {
        ask();
      } else if (event.key === "ArrowDown" && count) {
        choose(active + 1 < count ? active + 1 : -1);
      } else if (event.key === "ArrowUp" && !list.hidden) {
        choose(active < 0 ? count - 1 : active - 1);
      } else if (event.key === "Escape" && !list.hidden) {
        close();
      } else if (event.key === "Enter" && active >= 0) {
        location.assign(list.children[active].dataset.address);
      } else {
        return;
      }
      event.preventDefault();
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("[role=option]");
      if (chosen) {
        location.assign(chosen.dataset.address);
      }
    });
  }

  document.querySelectorAll("input[type=search][name=q]").forEach(enhance);
})();

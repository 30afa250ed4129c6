/* Ctrl or Cmd with S saves a draft, with Enter saves it and shows the preview: the buttons at the foot of its form.
   Taken before the rich-text editors see the keys, which would make a new line of Enter. */
const BUTTONS = { s: "_continue", enter: "_save_preview" };

document.addEventListener(
  "keydown",
  (event) => {
    const name = BUTTONS[event.key.toLowerCase()];
    if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const button = document.querySelector(`.draft-bar [name="${name}"]`);
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) button.click();
  },
  true,
);

// The desk's keys. It listens once for all pages, whatever is drawn anew.
// No tag may be spelled here, not in a comment either: a page with one drops the whole script.
(() => {
  const LONGEST_PHRASE = 200;

  /** @param {string} text */
  const isPhrase = (text) => !text.includes("\n") && text.length <= LONGEST_PHRASE;

  /**
   * Enter finds a phrase; with Ctrl or ⌘ it also checks a longer text.
   * @param {KeyboardEvent} event
   */
  const onKey = (event) => {
    const box = event.target;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!(box instanceof HTMLTextAreaElement)) return;
    const desk = box.closest(".st-key-desk");
    if (!desk) return;
    const text = box.value.trim();
    const commanded = event.ctrlKey || event.metaKey;
    if (!commanded && !isPhrase(text)) return;
    event.preventDefault();
    event.stopPropagation();
    const action = isPhrase(text) ? ".st-key-find" : ".st-key-check";
    const button = desk.querySelector(`${action} button`);
    if (text && button instanceof HTMLElement) button.click();
  };

  const kept = /** @type {Window & { parityDesk?: boolean }} */ (window);
  if (kept.parityDesk) return;
  kept.parityDesk = true;
  document.addEventListener("keydown", onKey, true);
})();

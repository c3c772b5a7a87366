// The desk's keys and its copy buttons. It listens once for all pages, whatever is drawn anew.
// No tag may be spelled here, not in a comment either: a page with one drops the whole script.
(() => {
  const LONGEST_PHRASE = 200;
  const SHOWN_MILLISECONDS = 2500;

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

  /**
   * Put a text on the clipboard, and say whether that was done; without TLS there is only the
   * older way.
   * @param {string} text
   */
  const copy = async (text) => {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // Not allowed here: the older way may be.
      }
    }
    const before = document.activeElement;
    const box = document.createElement("textarea");
    box.value = text;
    box.style.position = "fixed";
    box.style.opacity = "0";
    document.body.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    if (before instanceof HTMLElement) before.focus();
    return copied;
  };

  /** @param {MouseEvent} event */
  const onClick = async (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("button[data-copy]");
    if (!(button instanceof HTMLButtonElement)) return;
    const copied = await copy(button.dataset.copy ?? "");
    const word = button.querySelector("[data-word]");
    const said = copied ? "Copied" : "Not copied: please mark the words";
    const status = document.getElementById("parity-copied");
    if (status) status.textContent = `${said}.`;
    if (!word) return;
    word.textContent = said;
    setTimeout(() => {
      word.textContent = "Copy with citation";
      if (status) status.textContent = "";
    }, SHOWN_MILLISECONDS);
  };

  const kept = /** @type {Window & { parityDesk?: boolean }} */ (window);
  if (kept.parityDesk) return;
  kept.parityDesk = true;
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", onClick);
})();

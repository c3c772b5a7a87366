/**
 * Puts a sentence where a screen reader reads it out. While a dialog covers the page, only what
 * is in the dialog is heard.
 * @param {Element} root what holds the page's status line, and the dialog with its own
 * @param {string} sentence
 */
function say(root, sentence) {
  const covered = root.querySelector("dialog:modal");
  const line = covered ? covered.querySelector(".said") : root.querySelector("#parity-status");
  if (!line) return;
  line.textContent = "";
  // A sentence that was said before is said again only if it goes away between.
  setTimeout(() => { line.textContent = sentence; }, 50);
}

/**
 * Goes to the heading of what has come. The focus follows from the button that brought it, which
 * may be gone or be another by now, and stays with whoever writes or reads elsewhere.
 * @param {HTMLElement | null} heading
 */
function goTo(heading) {
  const block = document.querySelector(BLOCK);
  if (block) leaveRoom(block);
  heading?.scrollIntoView();
  const at = document.activeElement;
  const pressed = at?.matches("button") && at.closest("[data-testid=stMain]") && !at.closest("dialog");
  if (!heading || !(pressed || !at || at === document.body)) return;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

/**
 * Says what arrives on the page in an element with `data-announce`, and goes to the element whose
 * id its `data-arrived` has.
 * @param {Element} root as for `say`
 * @returns {MutationObserver}
 */
function announcing(root) {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        const arrived = node.matches("[data-announce]") ? node : node.querySelector("[data-announce]");
        if (!(arrived instanceof HTMLElement)) continue;
        goTo(document.getElementById(arrived.dataset.arrived ?? ""));
        say(root, arrived.dataset.announce ?? "");
      }
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return observer;
}

const COPIES = "[data-copy-html], [data-copy-text], [data-copy-link]";
const COPIED_MILLISECONDS = 4000;

/**
 * Copies what a button has to copy: `data-copy-link`, an address as a full one; or
 * `data-copy-text` and, as rich text, `data-copy-html`.
 * @param {HTMLElement} button
 * @returns {Promise<boolean>} whether it was copied
 */
async function copyFrom(button) {
  const { copyLink, copyText, copyHtml } = button.dataset;
  const html = copyHtml ?? "";
  const text = copyLink ? new URL(copyLink, location.href).href : copyText ?? wordsOf(html);
  const copied = (await copiedByApi(text, html)) || copiedByEvent(text, html);
  if (copied) {
    button.dataset.copied = "";
    setTimeout(() => delete button.dataset.copied, COPIED_MILLISECONDS);
  }
  return copied;
}

/**
 * @param {string} html
 * @returns {string} its words alone
 */
function wordsOf(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent ?? "";
}

/**
 * @param {string} text
 * @param {string} html
 */
async function copiedByApi(text, html) {
  try {
    if (!html) {
      await navigator.clipboard.writeText(text);
      return true;
    }
    const kinds = { "text/plain": text, "text/html": html };
    const item = Object.entries(kinds).map(([type, of]) => [type, new Blob([of], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(item))]);
    return true;
  } catch {
    return false;
  }
}

/**
 * The way that also works where the page did not come by HTTPS.
 * @param {string} text
 * @param {string} html
 */
function copiedByEvent(text, html) {
  let copied = false;
  /** @param {ClipboardEvent} event */
  const give = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
    if (html) event.clipboardData?.setData("text/html", html);
    copied = event.clipboardData !== null;
  };
  document.addEventListener("copy", give, { capture: true });
  try {
    document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", give, { capture: true });
  }
  return copied;
}

/**
 * The part of a line's text from one letter to another.
 * @param {Element} line
 * @param {number} start
 * @param {number} end
 * @returns {Range}
 */
function rangeIn(line, start, end) {
  const range = document.createRange();
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (start >= at && start < at + length) range.setStart(node, start - at);
    if (end > at && end <= at + length) {
      range.setEnd(node, end - at);
      break;
    }
    at += length;
  }
  return range;
}

/**
 * Marks words of a paragraph.
 * @param {Element} paragraph whose lines have in `data-at` where they begin in its text
 * @param {string} marks ranges of that text, as "0-12 40-51"
 */
function mark(paragraph, marks) {
  const ranges = marks.split(" ").filter(Boolean).map((range) => range.split("-").map(Number));
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (paragraph.querySelectorAll("[data-at]"))) {
    const from = Number(line.dataset.at);
    const length = line.textContent?.length ?? 0;
    for (const [first, last] of ranges) {
      const start = Math.max(first - from, 0);
      const end = Math.min(last - from, length);
      if (start < end) rangeIn(line, start, end).surroundContents(document.createElement("mark"));
    }
  }
}

/**
 * Takes all marks away.
 * @param {Element} pages
 */
function unmark(pages) {
  for (const marked of pages.querySelectorAll("mark")) {
    const line = marked.parentElement;
    marked.replaceWith(...marked.childNodes);
    line?.normalize();
  }
}

const FEWEST_LETTERS = 2;
const TYPING_MILLISECONDS = 150;

/**
 * The same letters in their plainest form, as many of them as before.
 * @param {string} text
 */
function plain(text) {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text)
    .replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—‑]/g, "-").replace(/\s/g, " ");
}

/** Finds words in what the reader shows, and goes from one mention to the next. */
class Search {
  /**
   * @param {Element} bar the field, its count and its two buttons
   * @param {Element} pages what is searched
   * @param {(range: Range, position: string) => void} reached goes to a mention, "3 of 17"
   * @param {(sentence: string) => void} tell says that there is none
   */
  constructor(bar, pages, reached, tell) {
    this.field = /** @type {HTMLInputElement} */ (bar.querySelector("input"));
    this.count = /** @type {HTMLElement} */ (bar.querySelector(".count"));
    this.steps = /** @type {HTMLButtonElement[]} */ ([...bar.querySelectorAll("button")]);
    this.pages = pages;
    this.reached = reached;
    this.tell = tell;
    /** @type {Range[]} */
    this.mentions = [];
    /** @type {{line: Element, text: string}[] | null} */
    this.lines = null;
    this.at = -1;
    let typing = 0;
    this.field.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.find(), TYPING_MILLISECONDS);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
    this.steps[0].addEventListener("click", () => this.step(-1));
    this.steps[1].addEventListener("click", () => this.step(1));
  }

  /** Forgets what was searched: other pages are shown now. */
  clear() {
    this.lines = null;
    this.field.value = "";
    this.find();
  }

  /** Finds every mention and goes to the first one at or after where the reader stands. */
  find() {
    this.wanted = this.field.value;
    const words = plain(this.wanted.trim());
    this.mentions = words.length < FEWEST_LETTERS ? [] : this.all(words);
    this.at = -1;
    this.draw();
    for (const button of this.steps) button.disabled = !this.mentions.length;
    this.count.textContent = words.length < FEWEST_LETTERS ? "" : "0";
    if (this.mentions.length) this.step(1);
    else if (words.length >= FEWEST_LETTERS) this.tell("Not in this document.");
  }

  /**
   * @param {string} words in plain letters
   * @returns {Range[]}
   */
  all(words) {
    this.lines ??= [...this.pages.querySelectorAll("[data-at], h3, h4, h5, h6")].map((line) => ({
      line, text: plain(line.textContent ?? ""),
    }));
    const found = [];
    for (const { line, text } of this.lines) {
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
        found.push(rangeIn(line, at, at + words.length));
      }
    }
    return found;
  }

  /**
   * Goes so many mentions on, round from the last to the first.
   * @param {number} by
   */
  step(by) {
    if (this.wanted !== this.field.value) {
      this.find();
      return;
    }
    const count = this.mentions.length;
    if (!count) return;
    this.at = this.at < 0 ? this.nearest() : (this.at + by + count) % count;
    const position = `${this.at + 1} of ${count.toLocaleString("en-GB")}`;
    this.count.textContent = position;
    this.draw();
    this.reached(this.mentions[this.at], position);
  }

  /** The first mention at or below the paragraph that the reader stands at; else the first. */
  nearest() {
    const current = this.pages.querySelector("[aria-current]");
    if (!current) return 0;
    const below = Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY;
    return Math.max(0, this.mentions.findIndex(
      (range) => current.compareDocumentPosition(range.startContainer) & below));
  }

  /** Shows the mentions, where the browser can without touching the text. */
  draw() {
    if (!CSS.highlights) return;
    CSS.highlights.set("parity-mention", new Highlight(...this.mentions));
    const here = this.mentions.slice(this.at, this.at < 0 ? 0 : this.at + 1);
    CSS.highlights.set("parity-here", new Highlight(...here));
  }
}

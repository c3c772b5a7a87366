/** What a visitor does that may scroll. */
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Holds a place of scrolled pages in view until the visitor moves, whatever else takes room. */
class Anchor {
  /**
   * @param {HTMLElement} window_ what has the pages, and the buttons around them
   * @param {HTMLElement} pages what scrolls
   */
  constructor(window_, pages) {
    this.pages = pages;
    /** @type {() => void} */
    this.settle = () => {};
    this.heights = new ResizeObserver(() => this.settle());
    for (const move of MOVES) {
      window_.addEventListener(move, () => this.release(), { capture: true, passive: true });
    }
  }

  /**
   * Scrolls the pages, and nothing else, until something stands at a height of their window.
   * @param {Element | Range} thing
   * @param {number} height as a share of the window's
   */
  hold(thing, height) {
    this.release();
    this.settle = () => {
      const above = thing.getBoundingClientRect().top - this.pages.getBoundingClientRect().top;
      this.pages.scrollTop += above - height * this.pages.clientHeight;
    };
    this.settle();
    // Paragraphs out of sight have no exact height until they come into it; and the style of the
    // page, its letters and the shape of its window may come later than its words.
    for (const part of [this.pages, ...this.pages.children]) this.heights.observe(part);
  }

  /** Lets the pages stand where they are from now on. */
  release() {
    this.settle = () => {};
    this.heights.disconnect();
  }
}

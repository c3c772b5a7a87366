/** @typedef {{document: string, paragraph: string, marks: string, problem?: string}} Place */
/**
 * @typedef {{generation?: string, documents?: {id: string, name: string, html: string}[],
 *   gone?: string, linked?: Place}} Given what the server gives: documents, the one that it
 *   was asked for and does not have, and what the address opens
 */

const WIDE = "(min-width: 1100px)";
/** What the browser's history notes while the reader covers the page, so that Back closes it. */
const OVER = "parityReader";
/** Where in the window of the reader a place comes to stand, as a share of its height. */
const AT_HEIGHT = 0.3;
const WHOLE_AT_HEIGHT = 0.15;
/** The share of the reader's window that a paragraph may take up to be shown whole. */
const WHOLE = 0.7;

/** The whole document beside the conversation, or over it where the window is narrow. */
class Reader {
  /** @param {Element} root what the component's HTML stands in */
  constructor(root) {
    this.root = root;
    this.dialog = /** @type {HTMLDialogElement} */ (root.querySelector("dialog"));
    this.pages = this.part(".pages");
    this.back = /** @type {HTMLButtonElement} */ (this.part(".back"));
    this.anchor = new Anchor(this.dialog, this.pages);
    this.wide = matchMedia(WIDE);
    /** @type {Map<string, {name: string, html: string}>} */
    this.documents = new Map();
    /** @type {Place | null} */
    this.place = null;
    /** @type {HTMLElement | null} */
    this.origin = null;
    this.shown = "";
    this.linked = "";
    /** Whether it was opened over the page, by a press on the page. */
    this.over = false;
    /** @type {(document: string) => void} asks the server for a document's HTML */
    this.ask = () => {};
    this.search = new Search(
      this.part(".find"), this.pages,
      (range, position) => this.reach(range, position), (sentence) => say(root, sentence));
    this.part(".close").addEventListener("click", () => this.close());
    this.back.addEventListener("click", () => this.goBack());
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.retreat();
    });
    this.attend();
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  part(selector) {
    return /** @type {HTMLElement} */ (this.dialog.querySelector(selector));
  }

  /** Listens to the page. */
  attend() {
    if (this.attending && !this.attending.signal.aborted) return;
    this.attending = new AbortController();
    const { signal } = this.attending;
    document.addEventListener("click", (event) => this.clicked(event), { signal });
    document.addEventListener("keydown", (event) => this.pressed(event), { signal });
    this.wide.addEventListener("change", () => this.refit(), { signal });
    addEventListener("popstate", () => {
      if (this.dialog.open && this.over && !history.state?.[OVER]) this.close();
    }, { signal });
    mind(signal);
    const announcer = announcing(this.root);
    signal.addEventListener("abort", () => announcer.disconnect());
  }

  /** Leaves the page alone, once the component is no longer on it. */
  leave() {
    this.attending?.abort();
  }

  /** @param {Given} given */
  receive(given) {
    this.attend();
    if (given.generation !== this.generation) {
      this.documents.clear();
      this.shown = "";
      this.generation = given.generation;
    }
    for (const { id, name, html } of given.documents ?? []) this.documents.set(id, { name, html });
    if (given.gone && given.gone === this.place?.document) {
      this.place = null;
      this.notice("This document is no longer here.");
    }
    const linked = given.linked ? JSON.stringify(given.linked) : "";
    if (given.linked && linked !== this.linked) this.open(given.linked, null);
    else if (this.dialog.open && this.place && this.place.document !== this.shown) this.show();
    this.linked = linked;
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest(COPIES);
    if (button instanceof HTMLElement) {
      copyFrom(button).then((copied) =>
        say(this.root, copied ? "Copied." : "This browser does not let the page copy."));
      return;
    }
    const aside = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const link = target?.closest("a[data-document], a[data-section]");
    if (event.defaultPrevented || aside || !(link instanceof HTMLElement)) return;
    event.preventDefault();
    const { document: id = "", paragraph = "", marks = "", section } = link.dataset;
    if (section) this.jump(section);
    else this.open({ document: id, paragraph, marks }, link);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Escape" || !this.dialog.open || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const elsewhere = target.closest("input, textarea, select, [role=listbox], [role=dialog]");
    if (elsewhere && !this.dialog.contains(elsewhere)) return;
    event.preventDefault();
    this.retreat();
  }

  /** What Escape does: the list of sections closes before the reader does. */
  retreat() {
    const list = this.dialog.querySelector(".jumps[open]");
    if (!list) {
      this.close();
      return;
    }
    list.removeAttribute("open");
    list.querySelector("summary")?.focus();
  }

  /**
   * Opens a place of a document; its text is asked for if it is not here.
   * @param {Place} place
   * @param {HTMLElement | null} origin the link that was followed
   */
  open(place, origin) {
    this.place = place;
    this.origin = origin;
    this.back.hidden = !origin?.matches(".cite");
    if (!this.dialog.open) {
      this.fit();
      this.over = origin !== null && !this.wide.matches;
      if (this.over) history.pushState({ ...history.state, [OVER]: true }, "");
    }
    this.show();
  }

  /** Shows the place that is to be shown, as soon as its document is here. */
  show() {
    const place = /** @type {Place} */ (this.place);
    const held = this.documents.get(place.document);
    if (!held) {
      this.notice("Opening the document …");
      this.ask(place.document);
      return;
    }
    if (this.shown !== place.document) {
      this.shown = place.document;
      this.part("#reader-name").textContent = held.name;
      this.pages.innerHTML = held.html;
      const jumps = this.pages.querySelector(".jumps");
      this.part(".sections").replaceChildren(...(jumps ? [jumps] : []));
      this.search.clear();
    }
    const paragraph = this.paragraph(place.paragraph);
    const lost = place.paragraph && !paragraph;
    this.notice(place.problem || (lost ? "This paragraph is no longer in the document." : ""));
    unmark(this.pages);
    this.pages.querySelector("[aria-current]")?.removeAttribute("aria-current");
    if (!paragraph) {
      this.anchor.release();
      this.pages.scrollTop = 0;
      /** @type {HTMLElement} */ (this.pages.querySelector(".title")).focus();
      return;
    }
    mark(paragraph, place.marks);
    paragraph.setAttribute("aria-current", "true");
    const whole = paragraph.offsetHeight < WHOLE * this.pages.clientHeight;
    const words = (!whole && paragraph.querySelector("mark")) || paragraph;
    this.anchor.hold(words, whole ? WHOLE_AT_HEIGHT : AT_HEIGHT);
    paragraph.focus({ preventScroll: true });
  }

  /**
   * @param {string} number
   * @returns {HTMLElement | null}
   */
  paragraph(number) {
    return number ? this.pages.querySelector(`[data-number="${CSS.escape(number)}"]`) : null;
  }

  /** @param {string} sentence */
  notice(sentence) {
    const notice = this.part(".notice");
    notice.textContent = sentence;
    notice.hidden = !sentence;
  }

  /** @param {string} id of a heading */
  jump(id) {
    const heading = /** @type {HTMLElement} */ (this.pages.querySelector(`#${CSS.escape(id)}`));
    this.part(".jumps").removeAttribute("open");
    this.notice("");
    this.anchor.hold(heading, 0.05);
    heading.focus({ preventScroll: true });
  }

  /**
   * @param {Range} range
   * @param {string} position
   */
  reach(range, position) {
    const inside = range.startContainer.parentElement?.closest("[data-number], h3, h4, h5, h6");
    this.notice("");
    this.anchor.hold(range, AT_HEIGHT);
    const where = inside?.getAttribute("aria-label") ?? inside?.textContent ?? "";
    say(this.root, `${position}: ${where}.`);
  }

  /** Shows the reader beside the page where there is room, and over it where there is none. */
  fit() {
    if (this.wide.matches) this.dialog.show();
    else this.dialog.showModal();
  }

  /** Shows an open reader the other way, at the same place. */
  refit() {
    if (!this.dialog.open) return;
    const top = this.pages.scrollTop;
    this.dialog.close();
    this.fit();
    this.pages.scrollTop = top;
  }

  /** Back to the sentence; a reader that covers it closes. */
  goBack() {
    if (this.dialog.matches(":modal")) this.close();
    else this.leadBack();
  }

  close() {
    this.dialog.close();
    if (this.over && history.state?.[OVER]) history.back();
    this.over = false;
    this.place = null;
    this.leadBack();
  }

  /**
   * A link of the page, or the one in its place where the page has been drawn anew since.
   * @param {HTMLElement} link
   * @returns {HTMLElement | null}
   */
  successor(link) {
    if (link.isConnected) return link;
    if (link.id) return document.getElementById(link.id);
    /** @type {HTMLElement[]} */
    const links = [...document.querySelectorAll(`a[href="${CSS.escape(link.getAttribute("href") ?? "")}"]`)];
    return links.find((one) => one.className === link.className) ?? null;
  }

  /** Puts the focus where it was before, or else on the page's heading. */
  leadBack() {
    const same = this.origin && this.successor(this.origin);
    const heading = /** @type {HTMLElement | null} */ (document.querySelector("h1"));
    heading?.setAttribute("tabindex", "-1");
    const target = same?.checkVisibility() ? same : heading;
    target?.scrollIntoView({ block: "nearest" });
    target?.focus({ preventScroll: true });
    if (same && target === same) lightUp(same.closest("p, li") ?? same);
  }
}

const DRAWER = "(max-width: 767.98px)";
const CHOICES = '[class*="st-key-open-"] button, .st-key-new button, a[data-document], a[data-testid="stSidebarNavLink"]';
const POPOVER = '[data-testid="stPopoverBody"]';
const ITS_BUTTON = '[data-testid="stPopoverButton"][aria-expanded="true"]';
/** A question that is edited: whoever wants to edit it begins to write at once. */
const EDITED = '[class*="st-key-edited-"] textarea';
const FOCUSABLE = "button, input, textarea, select, a[href]";
const BLOCK = '[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]';
/** Pixels that stand above a question that was gone to: its scroll margin. */
const ROOM_ABOVE = 85;
const LIT_MILLISECONDS = 4000;

/** What Streamlit's own dialogs say, by some words of theirs, and what is said in their place. */
const DIALOGS = [
  {
    theirs: ["Is Streamlit still running"],
    title: "Parity has stopped",
    words: "Start it again in the folder that it is in, and this page goes on by itself:",
    command: "make chat",
  },
  {
    theirs: ["Streamlit server is not responding", "Cannot connect to Streamlit", "Connection error"],
    title: "Parity cannot be reached",
    words: "It may have been stopped, or the network may be down. This page goes on by itself once "
      + "it is there again; if it stays away, tell whoever runs Parity.",
  },
  {
    theirs: ["Running the app's main page"],
    title: "There is no such page",
    words: "Parity has no page at this address. You can ask on the one below.",
  },
];

/**
 * On a narrow window the list beside the page lies over it: a choice there puts it away.
 * @param {Element} pressed
 */
function putAway(pressed) {
  const list = pressed.closest('[data-testid="stSidebar"]');
  if (!list || !matchMedia(DRAWER).matches || !pressed.closest(CHOICES)) return;
  const button = list.querySelector('[data-testid="stSidebarCollapseButton"] button');
  if (button instanceof HTMLElement) button.click();
}

/**
 * A popover closes once something was chosen in it; what is saved from it leaves it open.
 * @param {Element} pressed
 */
function closeAfter(pressed) {
  if (!pressed.closest(`${POPOVER} [data-testid="stButton"]`)) return;
  const button = document.querySelector(ITS_BUTTON);
  if (button instanceof HTMLElement) button.click();
}

/**
 * A popover stands at the end of the page: Tab goes into it from its button, and out of it to
 * what follows the button.
 * @param {KeyboardEvent} event
 */
function tabbed(event) {
  const target = event.target instanceof Element ? event.target : null;
  const popover = target?.closest(POPOVER);
  const button = document.querySelector(ITS_BUTTON);
  if (event.key !== "Tab" || !target || !popover || !(button instanceof HTMLElement)) return;
  const inside = [...popover.querySelectorAll(FOCUSABLE)].filter((one) => one.checkVisibility());
  const back = event.shiftKey && (target === popover || target === inside[0]);
  if (back) event.preventDefault();
  if (back || (!event.shiftKey && target === inside.at(-1))) button.focus();
}

/**
 * Puts the focus on a popover that has just come by a press on its button.
 * @param {HTMLElement} popover
 */
function enter(popover) {
  const at = document.activeElement;
  if (at !== document.body && !at?.matches(ITS_BUTTON)) return;
  popover.tabIndex = -1;
  popover.focus({ preventScroll: true });
}

/**
 * Says what a dialog of Streamlit's has to say in Parity's words; its own are only hidden, for it
 * goes on writing them.
 * @param {Element} dialog
 */
function reword(dialog) {
  const said = dialog.textContent ?? "";
  const ours = DIALOGS.find(({ theirs }) => theirs.some((words) => said.includes(words)));
  const place = dialog.querySelector("section") ?? dialog;
  if (!ours || place.querySelector(".reworded")) return;
  const own = document.createElement("div");
  own.className = "parity reworded";
  for (const [tag, words] of [["h2", ours.title], ["p", ours.words], ["pre", ours.command]]) {
    if (!tag || !words) continue;
    own.appendChild(document.createElement(tag)).textContent = words;
  }
  const title = /** @type {Element} */ (own.firstElementChild);
  title.id = "reworded";
  place.append(own);
  place.setAttribute("aria-labelledby", title.id);
}

/**
 * Lights up for a moment where one is led back to.
 * @param {Element} place
 */
function lightUp(place) {
  place.setAttribute("data-lit", "");
  setTimeout(() => place.removeAttribute("data-lit"), LIT_MILLISECONDS);
}

/**
 * Leaves room below the last answer, as much as lets its question stand at the top of the window.
 * @param {Element} block what the page consists of
 */
function leaveRoom(block) {
  const question = [...block.querySelectorAll('h2[id^="turn-"]')].at(-1);
  const window_ = block.closest('[data-testid="stMain"]');
  if (!(block.parentElement instanceof HTMLElement) || !window_) return;
  let room = 0;
  if (question) {
    const below = block.getBoundingClientRect().bottom - question.getBoundingClientRect().top;
    const bottom = document.querySelector('[data-testid="stBottom"]');
    room = window_.clientHeight - (bottom?.clientHeight ?? 0) - below - ROOM_ABOVE;
  }
  block.parentElement.style.setProperty("--room", `${Math.max(0, Math.round(room))}px`);
}

/** Does with what has come on the page, or changed its height, what is to be done with it. */
class Minding {
  constructor() {
    /** @type {Element | null} */
    this.block = null;
    this.heights = new ResizeObserver(() => this.block && leaveRoom(this.block));
    this.comings = new MutationObserver(() => this.look());
    this.comings.observe(document.body, { childList: true, subtree: true });
    this.look();
  }

  /** Looks what is there now. */
  look() {
    const dialog = document.querySelector('[data-testid="stDialog"]');
    if (dialog) reword(dialog);
    const popover = document.querySelector(`${POPOVER}:not([tabindex])`);
    if (popover instanceof HTMLElement) enter(popover);
    const edited = document.querySelector(`${EDITED}:not([data-entered])`);
    if (edited instanceof HTMLElement) {
      edited.dataset.entered = "";
      edited.focus();
      edited.closest('[data-testid="stForm"]')?.scrollIntoView({ block: "center" });
    }
    const block = document.querySelector(BLOCK);
    if (block === this.block) return;
    this.heights.disconnect();
    this.block = block;
    if (block) this.heights.observe(block);
  }

  stop() {
    this.heights.disconnect();
    this.comings.disconnect();
  }
}

/**
 * Minds what Streamlit shows around Parity's own.
 * @param {AbortSignal} signal ends it
 */
function mind(signal) {
  const minding = new Minding();
  signal.addEventListener("abort", () => minding.stop());
  document.addEventListener("keydown", tabbed, { signal, capture: true });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    putAway(target);
    closeAfter(target);
  }, { signal });
}

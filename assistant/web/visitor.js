/**
 * Keeps a visitor's name in a cookie, which the server cannot set from inside a page.
 *
 * Where two windows open at once, each is given a name; the second takes over the first one's by
 * opening again, once.
 *
 * @param {string} cookie - the cookie's name
 * @param {string} mine - the name that the server gave this window, or read from the cookie
 * @param {number} seconds - for how long the browser is to keep it
 */
(cookie, mine, seconds) => {
  const start = `${cookie}=`;
  const known = document.cookie.split("; ").find((one) => one.startsWith(start))?.slice(start.length);
  const name = known && /^[0-9a-f]{32}$/.test(known) ? known : mine;
  if (name !== mine && !sessionStorage.getItem(cookie)) {
    sessionStorage.setItem(cookie, "opened again");
    location.reload();
    return;
  }
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${start}${name}; path=/; max-age=${seconds}; samesite=strict${secure}`;
}

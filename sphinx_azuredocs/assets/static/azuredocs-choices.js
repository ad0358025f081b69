/* What readers choose on a page: the tabs and zones that they see.

   The scripts of tabs and zones each add a kind of choice. Choices are kept in the URL,
   as ?tabs=cli,linux&pivots=java: it can be linked to, and the back button undoes a
   choice. They are also kept in the local storage of the browser, for other pages,
   unless the script element has data-keep="false". */
const azureChoices = (() => {
  "use strict";

  /**
   * A kind of choice. `show` takes the ids that are wanted, the latest first. `chosen`
   * returns the ids for the URL. `idsOf` returns the ids that show an element.
   * @typedef {{name: string, show: (wanted: string[]) => void,
   *   chosen: () => string[], idsOf: (target: Element) => string[]}} Kind
   */

  const MOST_KEPT = 20;
  const keeps = document.currentScript?.dataset.keep !== "false";
  // Browsers with this event find the text of elements with hidden="until-found".
  const finds = "onbeforematch" in document.documentElement;
  /** @type {Kind[]} */
  const kinds = [];
  /** @type {Map<string, string[]>} */
  const keptBefore = new Map();

  /** @param {string} text */
  const split = (text) => text.split(",").filter((id) => id);

  /** @param {string} name */
  const kept = (name) => {
    try {
      return keeps ? split(localStorage.getItem(`azuredocs-${name}`) || "") : [];
    } catch {
      return [];
    }
  };

  /**
   * Keep ids for other pages, the latest first.
   * @param {string} name
   * @param {string[]} ids
   */
  const keep = (name, ids) => {
    if (!keeps) return;
    const all = [...new Set([...ids, ...kept(name)])].slice(0, MOST_KEPT);
    try {
      localStorage.setItem(`azuredocs-${name}`, all.join(","));
    } catch {
      // Storage is full, or the reader does not allow it.
    }
  };

  /**
   * Return the ids that are wanted: in the URL, else kept when the page was opened.
   * @param {string} name
   */
  const wanted = (name) => [
    ...split(new URLSearchParams(location.search).get(name) || ""),
    ...(keptBefore.get(name) || []),
  ];

  /**
   * Return the URL of the page with a list of ids as a parameter.
   * @param {string} name
   * @param {string[]} ids
   */
  const urlWith = (name, ids) => {
    const url = new URL(location.href);
    const others = [...url.searchParams].filter(([key]) => key !== name);
    const query = new URLSearchParams(others).toString();
    const ours = ids.length ? `${name}=${ids.map(encodeURIComponent).join(",")}` : "";
    url.search = [query, ours].filter((part) => part).join("&");
    return url;
  };

  const showAll = () => {
    for (const kind of kinds) kind.show(wanted(kind.name));
  };

  /**
   * Show ids of a kind, and note them in the URL.
   * @param {Kind} kind
   * @param {string[]} ids
   * @param {"pushState" | "replaceState"} method
   * @param {boolean} keepsHash
   */
  const note = (kind, ids, method, keepsHash) => {
    kind.show([...ids, ...wanted(kind.name)]);
    const url = urlWith(kind.name, kind.chosen());
    if (!keepsHash) url.hash = "";
    history[method](null, "", url);
    showAll();
  };

  /**
   * Choose whatever hides an element.
   * @param {Element} target
   * @returns {boolean} whether something was hidden.
   */
  const reveal = (target) => {
    let wasHidden = false;
    for (const kind of kinds) {
      const ids = kind.idsOf(target);
      if (!ids.length) continue;
      note(kind, ids, "replaceState", true);
      wasHidden = true;
    }
    return wasHidden;
  };

  const revealTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id ? document.getElementById(id) : null;
    if (target && reveal(target)) target.scrollIntoView();
  };

  /* Reveal a word that Sphinx's search has highlighted, unless another is shown. */
  const revealHit = () => {
    const hits = [...document.querySelectorAll("span.highlighted")];
    const isHidden = (/** @type {Element} */ hit) => hit.closest(".azure-unchosen");
    if (location.hash || !hits.length || !hits.every(isHidden)) return;
    reveal(hits[0]);
    hits[0].scrollIntoView({ block: "center" });
  };

  const start = () => {
    showAll();
    revealTarget();
    window.addEventListener("popstate", showAll);
    window.addEventListener("hashchange", revealTarget);
    // Sphinx highlights words some milliseconds after it has read the page.
    window.addEventListener("load", () => setTimeout(revealHit, 100));
    document.addEventListener("beforematch", (event) => {
      if (event.target instanceof Element) reveal(event.target);
    });
  };

  return {
    /**
     * Add a kind of choice, and show it when the page has been read.
     * @param {Kind} kind
     */
    add(kind) {
      keptBefore.set(kind.name, kept(kind.name));
      kinds.push(kind);
      if (kinds.length > 1) showAll();
      else if (document.readyState === "complete") start();
      else document.addEventListener("DOMContentLoaded", start, { once: true });
    },

    /**
     * Choose ids of a kind.
     * @param {Kind} kind
     * @param {string[]} ids
     * @param {boolean} [replaces] whether the last entry of the history is replaced.
     */
    choose(kind, ids, replaces) {
      keep(kind.name, ids);
      note(kind, ids, replaces ? "replaceState" : "pushState", false);
    },

    /**
     * Hide or show an element. The browser's search finds what is hidden, if it can.
     * @param {Element} element
     * @param {boolean} isHidden
     */
    hide(element, isHidden) {
      element.classList.toggle("azure-unchosen", isHidden);
      if (!finds) element.classList.toggle("azure-hidden", isHidden);
      else if (isHidden) element.setAttribute("hidden", "until-found");
      else element.removeAttribute("hidden");
    },

    /**
     * Return the ends of the classes of an element that begin with a prefix.
     * @param {Element} element
     * @param {string} prefix
     */
    withClass(element, prefix) {
      return [...element.classList]
        .filter((name) => name.startsWith(prefix))
        .map((name) => name.slice(prefix.length));
    },

    urlWith,
  };
})();

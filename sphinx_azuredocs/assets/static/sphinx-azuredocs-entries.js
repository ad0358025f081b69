/* Tables of contents: the entries of the groups that a reader opens. The script
   sphinx-azuredocs-contents.js loads this one.

   The files of entries are scripts, since a page that is opened from a folder cannot load
   others. A file calls azureEntries(name, entries). An entry is [title, URL], [title, URL,
   1] for a page elsewhere, or [title, URL, id, entries] for a group. An outermost group has
   no entries: its id is the name of its file. */
const azureEntries = (() => {
  "use strict";

  /** @typedef {[string, string, (1 | string)?, Entry[]?]} Entry */

  const { addControls, script, updateButtons } = azureContents;
  const root = new URL("../", script.src);
  const MOST = 250;

  /* The files. */

  /** @type {Map<string, Entry[]>} */
  const files = new Map();
  /** @type {Map<string, Promise<Entry[]>>} */
  const loading = new Map();

  /**
   * Load a file of entries once.
   * @param {string} name
   */
  const read = (name) => {
    let found = loading.get(name);
    if (!found) {
      found = new Promise((resolve, reject) => {
        const file = document.createElement("script");
        file.src = new URL(`_azuredocs/${name}.js`, root).href;
        file.onload = () => resolve(files.get(name) || []);
        file.onerror = () => reject(new Error(`${name} cannot be loaded`));
        document.head.append(file);
      });
      loading.set(name, found);
    }
    return found;
  };

  /**
   * Return the entries of a group, and the name of the list of them.
   * @param {Entry} group
   * @param {string} file
   */
  const entriesOf = async ([, , id, entries], file) => {
    if (entries) return { entries, name: `${file}#${id}` };
    return { entries: await read(String(id)), name: String(id) };
  };

  /**
   * Return the groups from the outermost of a list to one with an id, if it is there.
   * @param {Entry[]} entries
   * @param {string} id
   * @returns {Entry[] | undefined}
   */
  const pathTo = (entries, id) => {
    for (const entry of entries) {
      if (typeof entry[2] !== "string") continue;
      const inner = entry[2] === id ? [] : pathTo(entry[3] || [], id);
      if (inner) return [entry, ...inner];
    }
    return undefined;
  };

  /**
   * Return the entries of a list of the page, with those that it leaves out.
   * @param {HTMLElement} list
   */
  const whole = async (list) => {
    /** @type {HTMLElement | null} */
    const named = list.querySelector(":scope > [data-azure-list]");
    const name = list.dataset.azureList || (named && named.dataset.azureList) || "";
    const [file, id] = name.split("#");
    const entries = await read(file);
    if (!id) return { entries, file };
    const group = (pathTo(entries, id) || []).pop();
    return { entries: (group && group[3]) || [], file };
  };

  /* The lines of a list. */

  /**
   * Return the title of an entry: the text of its link, else its own.
   * @param {Element} item
   */
  const titleOf = (item) =>
    (item.querySelector(":scope > a") || item.firstChild)?.textContent?.trim() || "";

  /** @param {Element} list */
  const itemsOf = (list) =>
    [...list.children].filter((item) => !item.classList.contains("azure-more"));

  /**
   * Return the index of the first entry that a list shows: its titles follow each other.
   * @param {Element} list
   * @param {Entry[]} entries
   */
  const firstOf = (list, entries) => {
    const titles = itemsOf(list).map(titleOf);
    for (let at = 0; at + titles.length <= entries.length; at += 1) {
      if (titles.every((title, index) => entries[at + index][0].trim() === title)) return at;
    }
    throw new Error("the page is of another version");
  };

  /** @param {Element} item */
  const levelOf = (item) => Number(/\btoctree-l(\d+)\b/.exec(item.className)?.[1] || 1);

  /**
   * Return a link to a page.
   * @param {string} title
   * @param {string} url
   * @param {boolean} [isExternal]
   */
  const makeLink = (title, url, isExternal) => {
    const link = document.createElement("a");
    link.className = `reference ${isExternal ? "external" : "internal"}`;
    link.href = new URL(url, root).href;
    link.textContent = title;
    return link;
  };

  /**
   * Return an item for an entry.
   * @param {Entry} entry
   * @param {number} level
   */
  const makeItem = ([title, url, id], level) => {
    const isGroup = typeof id === "string";
    const item = document.createElement("li");
    item.className = `toctree-l${level}`;
    if (isGroup) {
      item.classList.add("azure-group");
      item.dataset.azureGroup = id;
    }
    item.append(url || isGroup ? makeLink(title, url, id === 1) : title);
    return item;
  };

  /**
   * Read the Docs: add a button to a group, as the theme does when the page is ready.
   * @param {Element} item
   */
  const addButton = (item) => {
    const { jQuery, SphinxRtdTheme } = /** @type {any} */ (window);
    const link = item.querySelector(":scope > a");
    if (!link || !SphinxRtdTheme || !item.closest(".wy-menu-vertical")) return;
    const button = document.createElement("button");
    button.className = "toctree-expand";
    button.title = "Open/close menu";
    button.onclick = (event) => {
      event.preventDefault();
      event.stopPropagation();
      SphinxRtdTheme.Navigation.toggleCurrent(jQuery(link));
    };
    link.prepend(button);
  };

  /**
   * Put entries into a list.
   * @param {Element} list
   * @param {Entry[]} entries
   * @param {number} level
   * @param {Element | null} before
   */
  const insert = (list, entries, level, before) => {
    const items = entries.map((entry) => makeItem(entry, level));
    for (const item of items) list.insertBefore(item, before);
    addControls();
    for (const item of items) if (item.dataset.azureGroup) addButton(item);
    return items;
  };

  /**
   * Put the entries of a group into its list.
   * @param {Element} item
   * @param {HTMLElement} list
   */
  const fillList = async (item, list) => {
    const around = /** @type {HTMLElement} */ (item.parentElement);
    const { entries, file } = await whole(around);
    const at = firstOf(around, entries) + itemsOf(around).indexOf(item);
    const inner = await entriesOf(entries[at], file);
    const level = levelOf(item) + 1;
    list.replaceChildren();
    list.dataset.azureList = inner.name;
    insert(list, inner.entries.slice(0, MOST), level, null);
    const next = inner.entries[MOST];
    if (!next) return;
    const more = document.createElement("li");
    more.className = `toctree-l${level} azure-more`;
    more.append(makeLink(script.dataset.more || "\u2026", next[1]));
    list.append(more);
    nameMore();
  };

  /** @type {WeakMap<Element, Promise<void>>} */
  const filled = new WeakMap();
  const goToPage = azureContents.fill;

  /* Fill the list of a group when it is opened for the first time. */
  azureContents.fill = async (item) => {
    /** @type {HTMLElement | null} */
    const list = item.querySelector(".azure-unfilled");
    // The theme handles a click after this.
    setTimeout(updateButtons);
    if (list && list.closest("li") === item) {
      list.ariaBusy = "true";
      list.classList.remove("azure-unfilled");
      const done = fillList(item, list).catch(() => goToPage(item));
      filled.set(
        item,
        done.then(() => list.removeAttribute("aria-busy")),
      );
    }
    await filled.get(item);
    updateButtons();
  };

  /**
   * Show the entries that a list leaves out before or after those that it shows.
   * @param {Element} item
   */
  const showMore = async (item) => {
    const list = /** @type {HTMLElement} */ (item.parentElement);
    const { entries } = await whole(list);
    const first = firstOf(list, entries);
    const last = first + itemsOf(list).length;
    const isBefore = !item.previousElementSibling;
    const from = isBefore ? Math.max(0, first - MOST) : last;
    const to = isBefore ? first : Math.min(entries.length, last + MOST);
    const place = isBefore ? item.nextElementSibling : item;
    const items = insert(list, entries.slice(from, to), levelOf(item), place);
    if (isBefore ? from === 0 : to === entries.length) item.remove();
    items[isBefore ? items.length - 1 : 0].querySelector("a")?.focus();
  };

  const nameMore = () => {
    for (const link of document.querySelectorAll(".azure-more > a")) link.role = "button";
  };

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLAnchorElement | null} */
    const link = target.closest(".azure-more > a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const item = /** @type {Element} */ (link.parentElement);
    showMore(item).catch(() => location.assign(link.href));
  });

  // A switch and a button work by both keys.
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const keys = { Enter: ".azure-group > .toctree-checkbox", " ": ".azure-more > a" };
    const selector = keys[/** @type {keyof keys} */ (event.key)];
    if (!selector || !target.matches(selector)) return;
    event.preventDefault();
    target.click();
  });

  /**
   * On the start page, open the groups around the one with an id.
   * @param {string} id
   */
  const reveal = async (id) => {
    const tables = (await read("tables")).map((table) => String(table[2]));
    const isLikely = (/** @type {string} */ name) => Number(id.startsWith(name));
    for (const table of tables.sort((a, b) => isLikely(b) - isLikely(a))) {
      const groups = pathTo(await read(table), id);
      if (!groups) continue;
      /** @type {Element | null} */
      let item = null;
      for (const name of [table, ...groups.map((group) => String(group[2]))]) {
        /** @type {Element | null} */
        const inner = item && item.querySelector(`[data-azure-group="${name}"]`);
        item = inner || document.getElementById(name) || item;
        /** @type {HTMLUListElement | null} */
        const list = item && item.querySelector(":scope > ul");
        /** @type {HTMLElement | null} */
        const button = item && item.querySelector(":scope > .azure-toggle");
        if (!item || !list || !button) continue;
        if (list.hidden) button.click();
        await azureContents.fill(item);
      }
      if (item) item.scrollIntoView();
      return;
    }
  };

  const revealHash = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const isClosed = document.querySelector(".azure-contents [data-azure-list]");
    if (id && isClosed && !document.getElementById(id)) reveal(id);
  };

  nameMore();
  revealHash();
  window.addEventListener("hashchange", revealHash);

  return (/** @type {string} */ name, /** @type {Entry[]} */ entries) =>
    files.set(name, entries);
})();

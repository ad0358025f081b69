/* Tables of contents: the groups whose entries a page does not carry.

   A page carries its own branch. This script gives the other groups the control of the
   theme, and loads their entries from the files that all pages share when a reader
   opens them. Without it, each group is a link to its first page.

   The files are scripts, since a page that is opened from a folder cannot load others.
   A file calls azureContents(name, entries). An entry is [title, URL], [title, URL, 1]
   for a page elsewhere, or [title, URL, id, entries] for a group. An outermost group has
   no entries: its id is the name of its file. */
(() => {
  "use strict";

  /** @typedef {[string, string, (1 | string)?, Entry[]?]} Entry */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../", script.src);
  const MOST = 250;
  const GROUP = "azure-group";
  const MORE = "azure-more";

  /* The shared files. */

  /** @type {Map<string, Entry[]>} */
  const loaded = new Map();
  /** @type {Map<string, Promise<Entry[]>>} */
  const loading = new Map();

  /**
   * Note the entries of a file.
   * @param {string} name
   * @param {Entry[]} entries
   */
  const note = (name, entries) => loaded.set(name, entries);
  Object.assign(window, { azureContents: note });

  /**
   * Load a file once.
   * @param {string} name
   * @returns {Promise<Entry[]>}
   */
  const load = (name) => {
    let found = loading.get(name);
    if (!found) {
      found = new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = new URL(`_azuredocs/${name}.js`, root).href;
        element.charset = "utf-8";
        element.onload = () => resolve(loaded.get(name) || []);
        element.onerror = () => reject(new Error(`${name} cannot be loaded`));
        document.head.append(element);
      });
      loading.set(name, found);
    }
    return found;
  };

  /**
   * The entries of a group, and the name of the list that they are.
   * @param {Entry} group
   * @param {string} file
   * @returns {Promise<{entries: Entry[], name: string}>}
   */
  const entriesOf = async ([, , id, entries], file) => {
    if (entries) return { entries, name: `${file}#${id}` };
    return { entries: await load(String(id)), name: String(id) };
  };

  /**
   * The groups from the outermost of a list to one with an id, if it is there.
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
   * The entries of a list of the page, those that it leaves out too.
   * @param {HTMLUListElement} list
   * @returns {Promise<{entries: Entry[], file: string}>}
   */
  const whole = async (list) => {
    /** @type {HTMLElement | null} */
    const named = list.querySelector(":scope > [data-azure-list]");
    const name = list.dataset.azureList || (named && named.dataset.azureList) || "";
    const [file, id] = name.split("#");
    const entries = await load(file);
    if (!id) return { entries, file };
    const group = (pathTo(entries, id) || []).pop();
    return { entries: (group && group[3]) || [], file };
  };

  /* The lines of a list. */

  /**
   * The items of a list that are entries.
   * @param {HTMLUListElement} list
   */
  const itemsOf = (list) =>
    /** @type {HTMLLIElement[]} */ (
      [...list.children].filter((item) => !item.classList.contains(MORE))
    );

  /**
   * The link or the text of an item.
   * @param {Element} item
   * @returns {HTMLAnchorElement | null}
   */
  const linkOf = (item) => item.querySelector(":scope > a");

  /** @param {Element} item */
  const titleOf = (item) => {
    const link = linkOf(item);
    const text = link || [...item.childNodes].find((n) => n.nodeType === Node.TEXT_NODE);
    return ((text && text.textContent) || "").trim();
  };

  /**
   * The index of the first entry that a list shows: its titles follow each other there.
   * @param {HTMLUListElement} list
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
  const levelOf = (item) => {
    const match = /\btoctree-l(\d+)\b/.exec(item.className);
    return match ? Number(match[1]) : 1;
  };

  /**
   * An item for an entry.
   * @param {Entry} entry
   * @param {number} level
   */
  const makeItem = ([title, href, id], level) => {
    const item = document.createElement("li");
    item.className = `toctree-l${level}`;
    if (typeof id === "string") {
      item.classList.add(GROUP);
      item.dataset.azureGroup = id;
    }
    if (href || typeof id === "string") {
      const link = document.createElement("a");
      link.className = `reference ${id === 1 ? "external" : "internal"}`;
      link.href = new URL(href, root).href;
      link.textContent = title;
      item.append(link);
    } else {
      item.textContent = title;
    }
    return item;
  };

  /**
   * An item that adds the entries after the last one.
   * @param {Element} like
   * @param {string} href
   * @param {string} text
   */
  const makeMore = (like, href, text) => {
    const item = document.createElement("li");
    item.className = `toctree-l${levelOf(like)} ${MORE}`;
    const link = document.createElement("a");
    link.className = "reference internal";
    link.href = new URL(href, root).href;
    link.textContent = text;
    item.append(link);
    return item;
  };

  /**
   * Put entries into a list.
   * @param {HTMLUListElement} list
   * @param {Entry[]} entries
   * @param {number} level
   * @param {Element | null} before
   */
  const insert = (list, entries, level, before) => {
    const items = entries.map((entry) => makeItem(entry, level));
    for (const item of items) list.insertBefore(item, before);
    prepare(list);
    return items;
  };

  /**
   * Fill the list of a closed group.
   * @param {HTMLLIElement} item
   * @param {HTMLUListElement} list
   */
  const fill = async (item, list) => {
    const around = /** @type {HTMLUListElement} */ (item.parentElement);
    const { entries, file } = await whole(around);
    const at = firstOf(around, entries) + itemsOf(around).indexOf(item);
    const inner = await entriesOf(entries[at], file);
    list.replaceChildren();
    list.dataset.azureList = inner.name;
    const items = insert(list, inner.entries.slice(0, MOST), levelOf(item) + 1, null);
    const next = inner.entries[MOST];
    if (next) list.append(makeMore(items[0], next[1], script.dataset.more || "\u2026"));
    prepare(list);
  };

  /**
   * Show the entries that a list leaves out before or after those that it shows.
   * @param {HTMLLIElement} item
   */
  const showMore = async (item) => {
    const list = /** @type {HTMLUListElement} */ (item.parentElement);
    const { entries } = await whole(list);
    const first = firstOf(list, entries);
    const last = first + itemsOf(list).length;
    const isBefore = !item.previousElementSibling;
    const from = isBefore ? Math.max(0, first - MOST) : last;
    const to = isBefore ? first : Math.min(entries.length, last + MOST);
    const place = isBefore ? item.nextElementSibling : item;
    const items = insert(list, entries.slice(from, to), levelOf(item), place);
    if (isBefore ? from === 0 : to === entries.length) item.remove();
    const link = linkOf(items[isBefore ? items.length - 1 : 0]);
    if (link) link.focus();
  };

  /* The controls, as each theme has them. */

  let count = 0;

  /** @type {WeakSet<Element>} */
  const unfilled = new WeakSet();

  /**
   * Fill the list of a group when it is opened for the first time, or go to the first
   * page of the group if the file cannot be loaded.
   * @param {HTMLLIElement} item
   * @param {HTMLUListElement} list
   */
  const fillOnce = async (item, list) => {
    if (!unfilled.delete(list)) return;
    list.setAttribute("aria-busy", "true");
    try {
      await fill(item, list);
    } catch (error) {
      const link = linkOf(item);
      if (link) location.assign(link.href);
    } finally {
      list.removeAttribute("aria-busy");
      list.dispatchEvent(new Event("azure-filled"));
    }
  };

  /**
   * Furo: a check box with a label.
   * @param {HTMLLIElement} item
   * @param {HTMLUListElement} list
   */
  const addCheckbox = (item, list) => {
    count += 1;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "toctree-checkbox";
    box.id = box.name = `azure-toctree-checkbox-${count}`;
    box.setAttribute("role", "switch");
    box.setAttribute("aria-label", titleOf(item));
    const label = document.createElement("label");
    label.htmlFor = box.id;
    const other = document.querySelector(".toctree-checkbox + label");
    if (other) label.append(...[...other.childNodes].map((node) => node.cloneNode(true)));
    item.classList.add("has-children");
    item.append(box, label, list);
    box.addEventListener("change", () => fillOnce(item, list));
  };

  // The box is a switch, which both keys of a button should work.
  document.addEventListener("keydown", (event) => {
    const box = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "Enter" || !box.matches(`.${GROUP} > .toctree-checkbox`)) return;
    event.preventDefault();
    box.click();
  });

  /**
   * PyData and Sphinx Book: an element for details.
   * @param {HTMLLIElement} item
   * @param {HTMLUListElement} list
   */
  const addDetails = (item, list) => {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.setAttribute("aria-label", titleOf(item));
    const other = document.querySelector("li.has-children > details > summary");
    if (other) summary.append(...[...other.childNodes].map((node) => node.cloneNode(true)));
    details.append(summary, list);
    item.classList.add("has-children");
    item.append(details);
    details.addEventListener("toggle", () => {
      if (details.open) fillOnce(item, list);
    });
  };

  /**
   * Read the Docs: a button in the link. The theme itself adds it to the groups that are
   * there when the page is ready.
   * @param {HTMLLIElement} item
   * @param {HTMLUListElement} list
   */
  const addExpander = (item, list) => {
    // The theme opens only a list with items.
    list.append(document.createElement("li"));
    item.append(list);
    const link = linkOf(item);
    const { jQuery: query, SphinxRtdTheme: theme } = /** @type {any} */ (window);
    if (!link || !isReady || !theme) return;
    const button = document.createElement("button");
    button.className = "toctree-expand";
    button.title = "Open/close menu";
    button.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      theme.Navigation.toggleCurrent(query(link));
    });
    link.prepend(button);
  };

  /** Say of each button of Read the Docs whether its group is open. */
  const updateExpanders = () => {
    for (const button of document.querySelectorAll(`.${GROUP} > a > .toctree-expand`)) {
      const item = /** @type {Element} */ (button.closest("li"));
      button.setAttribute("aria-expanded", String(item.classList.contains("current")));
    }
  };

  // The theme handles the click itself, and stops it.
  document.addEventListener(
    "click",
    (event) => {
      const target = /** @type {Element} */ (event.target);
      const item = target.matches(".toctree-expand") && target.closest("li");
      const list = item && item.querySelector("ul");
      if (!item || !list) return;
      setTimeout(updateExpanders);
      fillOnce(item, list).then(updateExpanders);
    },
    true,
  );

  /**
   * Other themes, and the start page: a button of our own.
   * @param {HTMLLIElement} item
   * @param {HTMLUListElement} list
   */
  const addButton = (item, list) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "azure-toggle";
    button.setAttribute("aria-label", titleOf(item));
    button.setAttribute("aria-expanded", "false");
    list.hidden = true;
    item.prepend(button);
    item.append(list);
    button.addEventListener("click", () => {
      list.hidden = !list.hidden;
      button.setAttribute("aria-expanded", String(!list.hidden));
      if (!list.hidden) fillOnce(item, list);
    });
  };

  let isReady = false;

  /**
   * Add the control of the theme to a group without a list.
   * @param {HTMLLIElement} item
   */
  const addControl = (item) => {
    const list = document.createElement("ul");
    unfilled.add(list);
    if (item.closest(".wy-menu-vertical")) addExpander(item, list);
    else if (item.closest(".sidebar-tree")) addCheckbox(item, list);
    else if (item.closest(".bd-links")) addDetails(item, list);
    else addButton(item, list);
  };

  /**
   * Make the groups and the lines for more entries of a list work.
   * @param {HTMLUListElement} list
   */
  const prepare = (list) => {
    for (const child of list.children) {
      const item = /** @type {HTMLLIElement} */ (child);
      if (item.dataset.azureReady) continue;
      if (item.classList.contains(GROUP) && !item.querySelector("ul")) addControl(item);
      const link = item.classList.contains(MORE) ? linkOf(item) : null;
      if (link) {
        link.setAttribute("role", "button");
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          showMore(item).catch(() => location.assign(link.href));
        });
        link.addEventListener("keydown", (event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          link.click();
        });
      }
      item.dataset.azureReady = "";
    }
  };

  /* Open the groups that are open initially, where the theme leaves them closed. */
  const openExpanded = () => {
    for (const item of document.querySelectorAll(".azure-expanded")) {
      const details = item.querySelector(":scope > details");
      if (details) details.setAttribute("open", "");
      if (item.closest(".wy-menu-vertical")) item.classList.add("current");
    }
    updateExpanders();
  };

  /**
   * On the start page, open the groups around the one that the URL names.
   * @param {string} id
   */
  const reveal = async (id) => {
    if (!id || document.getElementById(id)) return;
    if (!document.querySelector(".azure-contents [data-azure-list]")) return;
    const tables = (await load("tables")).map((table) => String(table[2]));
    const isLikely = (/** @type {string} */ name) => Number(id.startsWith(name));
    for (const table of tables.sort((a, b) => isLikely(b) - isLikely(a))) {
      const groups = pathTo(await load(table), id);
      if (!groups) continue;
      /** @type {Element | null} */
      let item = null;
      for (const name of [table, ...groups.map((group) => String(group[2]))]) {
        /** @type {Element | null} */
        const inner = item && item.querySelector(`[data-azure-group="${name}"]`);
        item = inner || document.getElementById(name) || item;
        const list = item && item.querySelector(":scope > ul");
        const button = item && item.querySelector(":scope > .azure-toggle");
        if (!list || !button || !unfilled.has(list)) continue;
        const filled = new Promise((resolve) => {
          list.addEventListener("azure-filled", resolve, { once: true });
        });
        /** @type {HTMLElement} */ (button).click();
        await filled;
      }
      if (item) item.scrollIntoView();
      return;
    }
  };

  for (const item of document.querySelectorAll("[data-azure-list]")) {
    prepare(/** @type {HTMLUListElement} */ (item.parentElement));
  }
  const start = () => {
    isReady = true;
    const { jQuery: query } = /** @type {any} */ (window);
    // Read the Docs closes all other groups when the page is ready.
    if (query) query(() => setTimeout(openExpanded));
    else openExpanded();
    const revealHash = () => reveal(decodeURIComponent(location.hash.slice(1)));
    revealHash();
    window.addEventListener("hashchange", revealHash);
  };
  // After the script of the theme.
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();

/* Tabs, zone pivots and larger images: what readers choose on a page.

   Without this script all tabs and zones are shown, with their titles; in print they
   are in any case. What is chosen is kept in the URL, as ?tabs=cli,linux&pivots=java,
   so that it can be linked to and the back button undoes it. */
(() => {
  "use strict";

  const HIDDEN = "azure-hidden";

  /**
   * A tab: its ids, what it shows, its button, and the id that it needs chosen before.
   * @typedef {{ids: string[], panel: HTMLElement, button: HTMLButtonElement,
   *   condition: string | undefined}} Tab
   */

  /**
   * The ends of the classes of an element that begin with a prefix.
   * @param {Element} node
   * @param {string} prefix
   */
  const withClass = (node, prefix) =>
    [...node.classList]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));

  /**
   * The ids that a parameter of the URL lists.
   * @param {string} name
   */
  const asked = (name) =>
    (new URLSearchParams(location.search).get(name) || "")
      .split(",")
      .filter((id) => id);

  /**
   * The URL of the page with a list of ids as a parameter.
   * @param {string} name
   * @param {string[]} ids
   */
  const urlWith = (name, ids) => {
    const url = new URL(location.href);
    const others = [...url.searchParams].filter(([key]) => key !== name);
    const query = new URLSearchParams(others).toString();
    const ours = ids.length ? `${name}=${ids.map(encodeURIComponent).join(",")}` : "";
    url.search = [query, ours].filter((part) => part).join("&");
    url.hash = "";
    return url.href;
  };

  /* Zone pivots: a list of pivots chooses which zones are shown. */

  class Pivots {
    /** @param {Element} list */
    constructor(list) {
      this.list = list;
      this.chosen = "";
      this.items = [...list.querySelectorAll('li > p[class*="azure-pivot--"]')].map(
        (item) => ({ id: withClass(item, "azure-pivot--")[0], item }),
      );
      this.ids = this.items.map(({ id }) => id);
      /** @type {Map<string, HTMLAnchorElement>} */
      this.links = new Map();
      for (const { id, item } of this.items) {
        const link = document.createElement("a");
        link.textContent = item.textContent;
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          page.choose("pivots", page.pivots.map((p) => (p === this ? id : p.chosen)));
        });
        item.replaceChildren(link);
        this.links.set(id, link);
      }
      list.classList.add("azure-active");
    }

    /** @param {string[]} wanted */
    choose(wanted) {
      this.chosen = wanted.find((id) => this.ids.includes(id)) || this.ids[0];
    }

    /* Mark what is chosen, and link to what else could be, other lists as they are. */
    show() {
      for (const [id, link] of this.links) {
        const ids = page.pivots.map((p) => (p === this ? id : p.chosen));
        link.href = urlWith("pivots", ids);
        if (id === this.chosen) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }

  /* Tabs: groups with the same ids are chosen together. */

  class TabGroup {
    /** @param {Element} group */
    constructor(group) {
      /** @type {Tab | undefined} */
      this.chosen = undefined;
      this.bar = document.createElement("div");
      this.bar.className = "azure-tab-bar";
      this.bar.setAttribute("role", "tablist");
      /** @type {NodeListOf<HTMLElement>} */
      const panels = group.querySelectorAll(":scope > .azure-tab");
      this.tabs = [...panels].map((panel) => this.make(panel));
      group.prepend(this.bar);
      group.classList.add("azure-active");
    }

    /**
     * Add a button for a tab.
     * @param {HTMLElement} panel
     * @returns {Tab}
     */
    make(panel) {
      const ids = withClass(panel, "azure-tab--");
      const title = panel.querySelector(":scope > .azure-tab-title strong");
      const button = document.createElement("button");
      button.type = "button";
      button.id = `${panel.id}-tab`;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      if (title) button.append(...[...title.childNodes].map((n) => n.cloneNode(true)));
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      panel.tabIndex = 0;
      const tab = { ids, panel, button, condition: withClass(panel, "azure-tab-if--")[0] };
      button.addEventListener("click", () => page.chooseTab(tab));
      button.addEventListener("keydown", (event) => this.move(event, tab));
      this.bar.append(button);
      return tab;
    }

    /**
     * Follow the keys of the tabs pattern: arrows, Home and End.
     * @param {KeyboardEvent} event
     * @param {Tab} tab
     */
    move(event, tab) {
      const tabs = this.tabs.filter(({ button }) => !button.hidden);
      const at = tabs.indexOf(tab);
      const right = getComputedStyle(this.bar).direction === "rtl" ? -1 : 1;
      const to = new Map([
        ["ArrowRight", at + right],
        ["ArrowLeft", at - right],
        ["Home", 0],
        ["End", tabs.length - 1],
      ]).get(event.key);
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      page.chooseTab(next);
      next.button.focus();
    }

    /**
     * Show the tab that is chosen, the latest choice first.
     * @param {string[]} wanted
     * @param {Set<string>} chosenBefore
     */
    show(wanted, chosenBefore) {
      const possible = this.tabs.filter(
        ({ condition }) => !condition || chosenBefore.has(condition),
      );
      const shown = possible.length ? possible : this.tabs;
      this.chosen =
        wanted
          .map((id) => shown.find(({ ids }) => ids.includes(id)))
          .find((tab) => tab) || shown[0];
      for (const tab of this.tabs) {
        const isChosen = tab === this.chosen;
        tab.button.hidden = !shown.includes(tab);
        tab.button.setAttribute("aria-selected", String(isChosen));
        tab.button.tabIndex = isChosen ? 0 : -1;
        tab.panel.classList.toggle(HIDDEN, !isChosen);
      }
      return this.chosen;
    }
  }

  /* Larger images: over the page, in the browser's own dialog. */

  /** @param {HTMLAnchorElement} link */
  const openLightbox = (link) => {
    const image = link.querySelector("img");
    const dialog = document.createElement("dialog");
    dialog.className = "azure-lightbox-dialog";
    dialog.setAttribute("aria-label", image ? image.alt : link.textContent);
    const large = document.createElement("img");
    large.src = link.href;
    large.alt = image ? image.alt : "";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "\u00d7";
    close.setAttribute("aria-label", "Close");
    dialog.append(close, large);
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  const page = {
    /** @type {Pivots[]} */
    pivots: [],
    /** @type {TabGroup[]} */
    groups: [],
    /**
     * The id that was chosen last, if it is not in the URL yet.
     * @type {string[]}
     */
    latest: [],
    show() {
      const wanted = asked("pivots");
      for (const pivots of this.pivots) pivots.choose(wanted);
      for (const pivots of this.pivots) pivots.show();
      const chosen = new Set(this.pivots.map((pivots) => pivots.chosen));
      const known = new Set(this.pivots.flatMap((pivots) => pivots.ids));
      if (this.pivots.length) {
        for (const zone of document.querySelectorAll(".azure-zone")) {
          const ids = withClass(zone, "azure-pivot--").filter((id) => known.has(id));
          const isShown = !ids.length || ids.some((id) => chosen.has(id));
          zone.classList.toggle(HIDDEN, !isShown);
        }
      }
      const wantedTabs = [...this.latest, ...asked("tabs")];
      /** @type {Set<string>} */
      const before = new Set();
      for (const group of this.groups) {
        const tab = group.show(wantedTabs, before);
        if (tab) tab.ids.forEach((id) => before.add(id));
      }
      this.showContents();
    },

    /* Links of the page's own table of contents to what is hidden are hidden. */
    showContents() {
      if (!this.pivots.length) return;
      /** @type {NodeListOf<HTMLAnchorElement>} */
      const links = document.querySelectorAll(
        'nav a[href^="#"], aside a[href^="#"], [role="navigation"] a[href^="#"], .toc-tree a[href^="#"]',
      );
      for (const link of links) {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (!target) continue;
        const item = link.closest("li") || link;
        item.classList.toggle(HIDDEN, Boolean(target.closest(`.azure-zone.${HIDDEN}`)));
      }
    },

    /**
     * Note a choice in the URL, and show it.
     * @param {string} name
     * @param {string[]} ids
     */
    choose(name, ids) {
      history.pushState(null, "", urlWith(name, ids.filter((id) => id)));
      this.show();
    },

    /** @param {Tab} tab */
    chooseTab(tab) {
      const top = tab.button.getBoundingClientRect().top;
      this.latest = tab.ids.slice(0, 1);
      this.show();
      this.latest = [];
      const ids = new Set(
        this.groups.flatMap(({ chosen }) => (chosen ? chosen.ids.slice(0, 1) : [])),
      );
      history.pushState(null, "", urlWith("tabs", [...ids]));
      // What is above may have changed its height.
      window.scrollBy(0, tab.button.getBoundingClientRect().top - top);
    },

    /* A link into what is hidden chooses it. */
    reveal() {
      const id = decodeURIComponent(location.hash.slice(1));
      const target = id ? document.getElementById(id) : null;
      if (!target) return;
      const zone = target.closest(`.azure-zone.${HIDDEN}`);
      const panel = target.closest(`.azure-tab.${HIDDEN}`);
      if (!zone && !panel) return;
      const search = new URL(location.href);
      if (zone) {
        const wanted = withClass(zone, "azure-pivot--");
        const ids = this.pivots.map(
          (pivots) => pivots.ids.find((id) => wanted.includes(id)) || pivots.chosen,
        );
        search.search = new URL(urlWith("pivots", ids)).search;
      }
      if (panel) this.latest = withClass(panel, "azure-tab--").slice(0, 1);
      history.replaceState(null, "", search.href);
      this.show();
      this.latest = [];
      target.scrollIntoView();
    },
  };

  const start = () => {
    page.pivots = [...document.querySelectorAll(".azure-pivots")].map(
      (list) => new Pivots(list),
    );
    page.groups = [...document.querySelectorAll(".azure-tabs")].map(
      (group) => new TabGroup(group),
    );
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const lightboxes = document.querySelectorAll("a.azure-lightbox");
    for (const link of lightboxes) {
      link.setAttribute("aria-haspopup", "dialog");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openLightbox(link);
      });
    }
    if (page.pivots.length) document.documentElement.classList.add("azure-has-pivots");
    page.show();
    page.reveal();
    window.addEventListener("popstate", () => page.show());
    window.addEventListener("hashchange", () => page.reveal());
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();

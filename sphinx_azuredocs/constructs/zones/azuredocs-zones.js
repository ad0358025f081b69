/* Zone pivots: each list of pivots chooses which zones are shown.

   Without this script all zones are shown, with their titles, and pivots are links to
   them; in print zones are shown in any case. Runs after azuredocs-choices.js. */
(() => {
  "use strict";

  const { add, choose, hide, urlWith, withClass } = azureChoices;

  class Pivots {
    /** @param {Element} list */
    constructor(list) {
      this.chosen = "";
      const items = list.querySelectorAll('li > p[class*="azure-pivot--"]');
      /** @type {Map<string, HTMLAnchorElement>} */
      this.links = new Map();
      for (const item of items) {
        const id = withClass(item, "azure-pivot--")[0];
        const link = document.createElement("a");
        link.textContent = item.textContent;
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          choose(kind, [id]);
        });
        item.replaceChildren(link);
        this.links.set(id, link);
      }
      list.classList.add("azure-active");
    }

    /** @param {string[]} wanted */
    choose(wanted) {
      const ids = [...this.links.keys()];
      this.chosen = wanted.find((id) => this.links.has(id)) || ids[0];
    }

    /* Mark the chosen pivot. The others link to the page with them chosen. */
    show() {
      for (const [id, link] of this.links) {
        const url = urlWith(
          kind.name,
          lists.map((list) => (list === this ? id : list.chosen)),
        );
        url.hash = "";
        link.href = url.href;
        if (id === this.chosen) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }

  /** @type {Pivots[]} */
  const lists = [];

  /* Hide the links of the page's own table of contents to headings in hidden zones. */
  const showContents = () => {
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll(
      'nav a[href^="#"], aside a[href^="#"], [role="navigation"] a[href^="#"], .toc-tree a[href^="#"]',
    );
    for (const link of links) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!target) continue;
      const item = link.closest("li") || link;
      const isHidden = Boolean(target.closest(".azure-zone.azure-unchosen"));
      item.classList.toggle("azure-hidden", isHidden);
    }
  };

  const kind = {
    name: "pivots",

    /** @param {string[]} wanted */
    show(wanted) {
      for (const list of lists) list.choose(wanted);
      for (const list of lists) list.show();
      const chosen = new Set(lists.map((list) => list.chosen));
      const known = new Set(lists.flatMap((list) => [...list.links.keys()]));
      for (const zone of document.querySelectorAll(".azure-zone")) {
        const ids = withClass(zone, "azure-pivot--").filter((id) => known.has(id));
        hide(zone, ids.length > 0 && !ids.some((id) => chosen.has(id)));
      }
      showContents();
    },

    chosen: () => lists.map((list) => list.chosen).filter((id) => id),

    /** @param {Element} target */
    idsOf(target) {
      const zone = target.closest(".azure-zone.azure-unchosen");
      if (!zone) return [];
      // One pivot of the zone for each list.
      const ids = withClass(zone, "azure-pivot--");
      return lists.flatMap(({ links }) => ids.find((id) => links.has(id)) || []);
    },
  };

  for (const list of document.querySelectorAll(".azure-pivots")) {
    lists.push(new Pivots(list));
  }
  if (!lists.length) return;
  document.documentElement.classList.add("azure-has-pivots");
  add(kind);
})();

/* Tabs: groups with the same ids are chosen together.

   Without this script all tabs are shown, with their titles; in print they are in any
   case. Runs after azuredocs-choices.js. */
(() => {
  "use strict";

  const { add, choose, hide, withClass } = azureChoices;

  /**
   * A tab: its ids, what it shows, its button, and the id that it needs chosen before.
   * @typedef {{ids: string[], panel: HTMLElement, button: HTMLButtonElement,
   *   condition: string | undefined}} Tab
   */

  class TabGroup {
    /** @param {Element} group */
    constructor(group) {
      /** @type {Tab | undefined} */
      this.chosen = undefined;
      /** Whether the last choice was made by an arrow key, in this group. */
      this.isMoving = false;
      this.bar = document.createElement("div");
      this.bar.className = "azure-tab-bar";
      this.bar.setAttribute("role", "tablist");
      if (label) this.bar.setAttribute("aria-label", label);
      this.bar.addEventListener("focusout", (event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && this.bar.contains(to))) this.isMoving = false;
      });
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
      const tab = { ids, panel, button, condition: withClass(panel, "azure-tab-if--")[0] };
      button.addEventListener("click", () => this.choose(tab, false));
      button.addEventListener("keydown", (event) => this.move(event, tab));
      this.bar.append(button);
      return tab;
    }

    /**
     * Choose a tab. A row of arrow keys makes one entry in the history.
     * @param {Tab} tab
     * @param {boolean} isMoving
     */
    choose(tab, isMoving) {
      const top = tab.button.getBoundingClientRect().top;
      choose(kind, tab.ids.slice(0, 1), isMoving && this.isMoving);
      this.isMoving = isMoving;
      // What is above may have changed its height.
      window.scrollBy(0, tab.button.getBoundingClientRect().top - top);
      const bar = this.bar.getBoundingClientRect();
      const own = tab.button.getBoundingClientRect();
      if (own.left < bar.left) this.bar.scrollLeft -= bar.left - own.left;
      else if (own.right > bar.right) this.bar.scrollLeft += own.right - bar.right;
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
      this.choose(next, true);
      next.button.focus({ preventScroll: true });
    }

    /**
     * Show the tab that is wanted most.
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
        // The keyboard would stop at a panel that is hidden until it is found.
        if (isChosen) tab.panel.tabIndex = 0;
        else tab.panel.removeAttribute("tabindex");
        hide(tab.panel, !isChosen);
      }
      return this.chosen;
    }
  }

  /** @type {TabGroup[]} */
  const groups = [];
  const label = document.currentScript?.dataset.label;

  const kind = {
    name: "tabs",

    /** @param {string[]} wanted */
    show(wanted) {
      /** @type {Set<string>} */
      const before = new Set();
      for (const group of groups) {
        const tab = group.show(wanted, before);
        if (tab) tab.ids.forEach((id) => before.add(id));
      }
    },

    chosen: () => [
      ...new Set(
        groups.flatMap(({ chosen }) => (chosen ? chosen.ids.slice(0, 1) : [])),
      ),
    ],

    /** @param {Element} target */
    idsOf(target) {
      const panel = target.closest(".azure-tab.azure-unchosen");
      if (!panel) return [];
      return [
        ...withClass(panel, "azure-tab--").slice(0, 1),
        ...withClass(panel, "azure-tab-if--"),
      ];
    },
  };

  for (const group of document.querySelectorAll(".azure-tabs")) {
    groups.push(new TabGroup(group));
  }
  add(kind);
})();

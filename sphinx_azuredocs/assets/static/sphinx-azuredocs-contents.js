/* Tables of contents: controls for the groups whose entries a page does not carry.

   Each group gets the control of the theme. The first that a reader comes to loads
   sphinx-azuredocs-entries.js, which fills the lists. Without scripts, a group is a link
   to its first page. */
const azureContents = (() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** @type {Promise<unknown> | undefined} */
  let loading;
  let count = 0;

  /* Load the other script once. If it is missing, nothing is filled. */
  const load = () => {
    loading ||= new Promise((onload) => {
      const src = new URL(script.dataset.entries || "", script.src).href;
      const other = document.createElement("script");
      document.head.append(Object.assign(other, { src, onload, onerror: onload }));
    });
    return loading;
  };

  /**
   * Put a copy of the sign in a control of the theme into another.
   * @param {Element} control
   * @param {string} selector
   */
  const addSign = (control, selector) => {
    control.innerHTML = document.querySelector(selector)?.innerHTML || "";
  };

  /** Add the controls of the theme to the closed groups that have none. */
  const addControls = () => {
    for (const item of document.querySelectorAll(".azure-group:not(:has(ul))")) {
      const ariaLabel = item.textContent;
      const list = document.createElement("ul");
      list.className = "azure-unfilled";
      if (item.closest(".wy-menu-vertical")) {
        // Read the Docs opens lists with items. It adds the buttons when it is ready.
        list.append(document.createElement("li"));
      } else if (item.closest(".sidebar-tree")) {
        const id = `azure-group-${(count += 1)}`;
        const box = document.createElement("input");
        const label = document.createElement("label");
        const className = "toctree-checkbox";
        Object.assign(box, { type: "checkbox", className, id, role: "switch", ariaLabel });
        label.htmlFor = id;
        addSign(label, ".toctree-checkbox + label");
        item.classList.add("has-children");
        item.append(box, label);
      } else if (item.closest(".bd-links")) {
        const details = document.createElement("details");
        const summary = document.createElement("summary");
        summary.ariaLabel = ariaLabel;
        addSign(summary, ".has-children > details > summary");
        details.append(summary, list);
        item.classList.add("has-children");
        item.append(details);
        continue;
      } else {
        const button = document.createElement("button");
        const className = "azure-toggle";
        Object.assign(button, { className, ariaLabel, ariaExpanded: "false" });
        list.hidden = true;
        button.onclick = () => {
          button.ariaExpanded = String(list.hidden);
          list.hidden = !list.hidden;
        };
        item.prepend(button);
      }
      item.append(list);
    }
  };

  /* Read the Docs: say of each button whether its group is open. */
  const updateButtons = () => {
    for (const button of document.querySelectorAll(".azure-group > a > button")) {
      button.ariaExpanded = String(button.closest("li")?.classList.contains("current"));
    }
  };

  const contents = {
    ...{ addControls, script, updateButtons },
    /** @param {Element} item whose first page is shown, until the other script fills it */
    fill: async (item) => item.querySelector("a")?.click(),
  };

  /* Events in a group → the controls that open it. Read the Docs stops clicks. */
  const events = { change: "input", click: "button", toggle: "details" };
  for (const [type, control] of Object.entries({ ...events, focusin: "", pointerover: "" })) {
    const handle = async (/** @type {any} */ { target }) => {
      const item = target.closest(".azure-group, .azure-more");
      if (item) await load();
      if (item && control && target.matches(control)) contents.fill(item);
    };
    document.addEventListener(type, handle, true);
  }

  addControls();
  // The start page opens the group that its URL names.
  if (document.querySelector(".azure-contents [data-azure-list]")) load();

  /* Open the groups that are open initially, where the theme leaves them closed. */
  const openGroups = () => {
    for (const item of document.querySelectorAll(".azure-expanded")) {
      item.querySelector(":scope > details")?.setAttribute("open", "");
      if (item.closest(".wy-menu-vertical")) item.classList.add("current");
    }
    updateButtons();
  };
  // Read the Docs closes other groups when the page is ready, and jQuery after that.
  window.addEventListener("load", () => {
    const { jQuery } = /** @type {any} */ (window);
    if (jQuery) jQuery(() => setTimeout(openGroups));
    else openGroups();
  });
  return contents;
})();

/* Larger images: over the page, in the browser's own dialog.

   Without this script the link of an image leads to its larger version. */
(() => {
  "use strict";

  const words = document.currentScript?.dataset || {};

  /** @param {HTMLAnchorElement} link */
  const open = (link) => {
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
    close.setAttribute("aria-label", words.close || "Close");
    dialog.append(close, large);
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("a.azure-lightbox");
  for (const link of links) {
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link);
    });
  }
})();

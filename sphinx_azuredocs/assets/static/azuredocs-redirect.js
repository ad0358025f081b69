/* Lead on from a redirect page, with the query and fragment of its URL. */
(() => {
  "use strict";

  const to = new URL(document.currentScript?.dataset.to || "", location.href);
  if (!["http:", "https:", "file:"].includes(to.protocol)) return;
  if (!to.search) to.search = location.search;
  if (!to.hash) to.hash = location.hash;
  location.replace(to);
})();

// Rules of markdownlint that know the constructs of Microsoft Learn. Each replaces a
// rule of markdownlint that takes a construct for Markdown: it reports what that rule
// reports, except where the construct makes it right.

const TAB = /^(?:<a\s[^>]*>\s*<\/a>\s*)?\[.*\]\(\s*#tab\/[A-Za-z0-9+/-]+\s*(?:"[^"]*"\s*)?\)$/s;
const MARKER = /^[\s>]*\[(?:!|AZURE\.|WACOM\.)[A-Za-z]/;
const COLONS = /^[\s>]*:{3,}/;
const OPENING = /^[\s>]*:{3,}\s*(zone|moniker)\s[^\n]*$/i;
const ENDING = /^[\s>]*:{3,}\s*(zone|moniker)-end\b/i;
const MYST_OPENING = /^[\s>]*:{3,}\{azure-(?:zone|moniker|tab)\}/;

const HELP = "https://github.com/sphinx-azuredocs/sphinx-azuredocs/blob/main/docs/linting.md";

/**
 * A rule that reads the tokens of markdown-it.
 */
function rule(names, description, check) {
  return {
    names,
    description,
    information: new URL(HELP),
    tags: ["azuredocs"],
    parser: "markdownit",
    function: check,
  };
}

/**
 * The headings of a page, without those of tabs, each with its scope: the zones,
 * moniker ranges and tabs around it. A reader sees only one of several such parts.
 */
function headingsOf(params) {
  const { tokens } = params.parsers.markdownit;
  const events = [];
  params.lines.forEach((line, index) => {
    if (OPENING.test(line) || MYST_OPENING.test(line)) {
      events.push({ line: index + 1, kind: "open" });
    } else if (ENDING.test(line) || /^[\s>]*:{3,}\s*$/.test(line)) {
      events.push({ line: index + 1, kind: "end" });
    }
  });
  tokens.forEach((token, index) => {
    if (token.type === "hr") {
      events.push({ line: token.lineNumber, kind: "break" });
    } else if (token.type === "heading_open") {
      const text = tokens[index + 1].content.trim();
      const kind = TAB.test(text) ? "tab" : "heading";
      const level = Number(token.tag.slice(1));
      events.push({ line: token.lineNumber, kind, text, level });
    }
  });
  events.sort((a, b) => a.line - b.line);
  const headings = [];
  const scopes = [];
  let number = 0;
  let tab = "";
  for (const event of events) {
    if (event.kind === "open") {
      scopes.push({ name: `${(number += 1)}`, tab });
      tab = "";
    } else if (event.kind === "end" && scopes.length) {
      tab = scopes.pop().tab;
    } else if (event.kind === "tab") {
      tab = `${(number += 1)}`;
    } else if (event.kind === "break") {
      tab = "";
    } else if (event.kind === "heading") {
      const scope = scopes.flatMap((outer) => [outer.tab, outer.name]);
      headings.push({ ...event, scope: [...scope, tab].filter(Boolean) });
    }
  }
  return headings;
}

/** Whether a reader can see two headings at once: one scope contains the other. */
function isSeenWith(one, other) {
  const length = Math.min(one.scope.length, other.scope.length);
  return one.scope.slice(0, length).join() === other.scope.slice(0, length).join();
}

const headingIncrement = rule(
  ["AZ001", "azure-heading-increment"],
  "Heading levels should only increment by one level at a time (MD001)",
  (params, onError) => {
    let before = 0;
    for (const { line, level } of headingsOf(params)) {
      if (before && level > before + 1) {
        onError({ lineNumber: line, detail: `Expected: h${before + 1}; Actual: h${level}` });
      }
      before = level;
    }
  },
);

const singleTitle = rule(
  ["AZ025", "azure-single-title"],
  "Multiple top-level headings in the same document (MD025)",
  (params, onError) => {
    const titles = headingsOf(params).filter(({ level }) => level === 1);
    titles.forEach((title, index) => {
      if (titles.slice(0, index).some((other) => isSeenWith(title, other))) {
        onError({ lineNumber: title.line, context: title.text });
      }
    });
  },
);

const noDuplicateHeading = rule(
  ["AZ024", "azure-no-duplicate-heading"],
  "Multiple headings with the same content (MD024)",
  (params, onError) => {
    const headings = headingsOf(params);
    headings.forEach((heading, index) => {
      const same = (other) => other.text === heading.text && isSeenWith(heading, other);
      if (headings.slice(0, index).some(same)) {
        onError({ lineNumber: heading.line, context: heading.text });
      }
    });
  },
);

const noBlanksBlockquote = rule(
  ["AZ028", "azure-no-blanks-blockquote"],
  "Blank line between two quotes that are not notes (MD028)",
  (params, onError) => {
    let end = -1;
    for (const token of params.parsers.markdownit.tokens) {
      if (token.type !== "blockquote_open" || !token.map) {
        continue;
      }
      const [begin, following] = token.map;
      const between = params.lines.slice(end, begin);
      const isNext = end >= 0 && begin > end && between.every((line) => !line.trim());
      if (isNext && !MARKER.test(params.lines[begin])) {
        onError({ lineNumber: begin });
      }
      end = following;
      while (end > begin && !params.lines[end - 1].trim()) {
        end -= 1;
      }
    }
  },
);

const blanksAroundLists = rule(
  ["AZ032", "azure-blanks-around-lists"],
  "Lists should be surrounded by blank lines (MD032)",
  (params, onError) => {
    let items = 0;
    for (const token of params.parsers.markdownit.tokens) {
      items += token.type === "list_item_open" ? 1 : token.type === "list_item_close" ? -1 : 0;
      if (items || !token.map || !/^(?:bullet|ordered)_list_open$/.test(token.type)) {
        continue;
      }
      const [begin, end] = token.map;
      const above = begin ? params.lines[begin - 1] : "";
      let last = end;
      while (last > begin && !params.lines[last - 1].replace(/^[\s>]+/, "")) {
        last -= 1;
      }
      const below = params.lines[last] ?? "";
      for (const line of [above, below]) {
        const text = line.replace(/^[\s>]+/, "");
        if (text && !MARKER.test(line) && !COLONS.test(line)) {
          onError({ lineNumber: begin + 1, context: params.lines[begin].trim() });
          break;
        }
      }
    }
  },
);

export default [
  headingIncrement,
  noDuplicateHeading,
  singleTitle,
  noBlanksBlockquote,
  blanksAroundLists,
];

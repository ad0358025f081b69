"""The settings ``azuredocs_*`` of ``conf.py``: types, defaults and validation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.matching import Matcher

from . import validators
from .dialects import Dialect
from .setting import IncludeLimits, setting

PREFIX = "azuredocs_"


@dataclass(frozen=True)
class Settings:
    """The settings. In ``conf.py`` each name has the prefix ``azuredocs_``.

    ``docs/generate.py`` makes the tables of the documentation from the fields: the
    first paragraph of a docstring is the summary, the others are details.
    """

    docsets: list[str] | dict[str, str | None] = setting(["."], validators.docsets)
    """The folders that hold a ``docfx.json``, relative to the source directory.

    A folder without ``docfx.json`` is ignored. If the URL path of a docset cannot be
    inferred from its redirections, give a dictionary of folders to URL paths:
    ``{"docs": "/azure", "reference": None}``. ``None`` means that it is inferred.
    See :doc:`docset`.
    """

    site_url: str = setting("https://azure.microsoft.com", validators.url)
    """The site that serves pages outside this project.

    Allowed: an ``http`` or ``https`` URL. A link such as ``/en-us/pricing/`` that
    matches no page of the project becomes an external link: this URL and its path. In
    a repository of Microsoft Learn the default is ``"https://learn.microsoft.com"``.
    See :doc:`links`.
    """

    hosts: list[str] = setting(
        [
            "azure.microsoft.com",
            "www.azure.microsoft.com",
            "windowsazure.com",
            "www.windowsazure.com",
        ],
        validators.strings,
    )
    """The host names of the site.

    A link to one of these hosts is looked up among the pages of the project, without
    its host and locale. In a repository of Microsoft Learn the default is
    ``["learn.microsoft.com", "docs.microsoft.com"]``. See :doc:`links`.
    """

    published: dict[str, str] = setting(
        {"articles/**/{slug}.md": "/documentation/articles/{slug}/"},
        validators.published,
    )
    """The URL path at which the site serves each page: source path to URL path.

    Each path holds ``{slug}`` once. In a source path ``**/`` matches any number of
    folders. Example: ``{"guides/{slug}.md": "/guides/{slug}"}``. See :doc:`links`.
    """

    include_folders: list[str] = setting(["includes", "chunks"], validators.strings)
    """The names of folders that hold only included files.

    Files in folders of these names, at any depth, are not built as pages.
    See :doc:`includes`.
    """

    include_roots: list[str] = setting([], validators.strings)
    """Directories outside the source directory from which pages may include files.

    Relative paths are relative to the source directory. Example: ``["../shared"]``.
    See :doc:`includes`.
    """

    include_max_depth: int = setting(10, validators.natural)
    """The largest number of nested includes: files that include files.

    Allowed: 0 or more.
    """

    include_max_files: int = setting(1_000, validators.natural)
    """The largest number of includes in one page, nested includes counted.

    Allowed: 0 or more.
    """

    include_max_size: int = setting(4_194_304, validators.natural)
    """The largest total size of the files included in one page, in bytes.

    Allowed: 0 or more.
    """

    xref_maps: list[str] = setting([], validators.strings)
    """The xref maps of other docsets, in the format of docfx's ``xrefmap.yml``.

    Each is a URL, or a file relative to the source directory. Example:
    ``["https://example.com/api/xrefmap.yml"]``. See :doc:`xref`.
    """

    xref_hosts: list[str] = setting([], validators.strings)
    """The host names from which xref maps may be fetched that a docset names.

    By default nothing is fetched, except the URLs in :attr:`xref_maps`, which allow
    their hosts. Example: ``["learn.microsoft.com"]``. See :doc:`xref`.
    """

    myst_pages: list[str] = setting([], validators.strings)
    """Deprecated: patterns of docnames of pages in plain MyST.

    Use :attr:`dialects` instead: ``{"notes/**": "myst"}``.
    """

    dialects: dict[str, str] = setting({}, validators.dialects)
    """The dialects of pages, by patterns of docnames.

    The first pattern that matches a page decides. The dialect of other pages is
    recognised from their text. Allowed dialects: ``"azure"``, ``"learn"``,
    ``"myst-article"``, ``"myst"``.

    Example: ``{"articles/**": "azure", "notes/**": "myst"}``.
    """

    smart_quotes: bool = setting(False, validators.boolean)
    """``True`` to make quotation marks and dashes typographic in articles."""

    fewer_collections: bool = setting(True, validators.boolean, rebuild="")
    """``True`` to run Python's garbage collector less often during a build.

    The build is faster, and uses a little more memory.
    """

    html: str = setting("all", validators.choice("all", "safe"))
    """The HTML of pages that is passed on to HTML output: ``"all"`` or ``"safe"``.

    ``"safe"`` is for pages of untrusted authors. Scripts, style sheets, forms, frames,
    embedded objects and SVG are left out, with attributes such as ``onclick`` and
    ``style``, and URLs that run scripts. It applies to plain MyST and reStructuredText
    pages, too. See :doc:`html`.
    """

    redirect_rules: list[str] = setting(
        [],
        validators.choices("azure", "cloudflare", "netlify", "readthedocs"),
        rebuild="",
    )
    """The servers for which rules for redirections are written.

    Allowed: ``"azure"`` for ``staticwebapp.config.json``, ``"cloudflare"`` and
    ``"netlify"`` for ``_redirects``, ``"readthedocs"`` for
    ``readthedocs-redirects.yml``. See :doc:`docset`.
    """

    code_labels: bool = setting(True, validators.boolean)
    """``True`` to show the language of code blocks above them, in HTML.

    Plain text has no label, and pages in plain MyST have none. See :doc:`code`.
    """

    video: str = setting("card", validators.choice("card", "embed"))
    """How HTML pages show videos: ``"card"`` or ``"embed"``.

    ``"card"`` is a link to the video and loads nothing. ``"embed"`` is a player, which
    loads content from the site of the video. See :doc:`images`.
    """

    keep_choices: bool = setting(True, validators.boolean, rebuild="html")
    """``True`` to keep the tabs and pivots that readers choose for the next pages.

    The choices are kept in the local storage of the browser. See :doc:`tabs`.
    """

    account_comparison: str = setting("auto", validators.choice("auto", "explicit"))
    """Which lists become account comparisons: ``"auto"`` or ``"explicit"``.

    ``"auto"`` also recognises lists without a marker, if each item begins with the name
    of a kind of account. ``"explicit"`` takes only lists with a marker and directives.
    See :doc:`account-comparison`.
    """

    account_kinds: list[str] = setting([], validators.strings)
    """Additional words that name a kind of account.

    A list is recognised as an account comparison by such words. Example:
    ``["Contoso", "partner"]``. See :doc:`account-comparison`.
    """

    alerts: dict[str, dict[str, str]] = setting({}, validators.alerts)
    """More kinds of note: the word in the marker → ``title`` and ``class``.

    ``{"TODO": {"title": "To do", "class": "tip"}}`` makes ``> [!TODO]`` a note with the
    title "To do" in the style of tips.
    """

    contents: str = setting(
        "service", validators.choice("service", "topic", "author", "none"), rebuild=""
    )
    """The metadata by which the generated table of contents groups its pages.

    Allowed: ``"service"``, ``"topic"``, ``"author"``, and ``"none"`` for no table of
    contents. It is generated only if the toctrees of the root page lead to no article.
    See :doc:`contents`.
    """

    byline: list[str] = setting(
        [],
        validators.choices(
            *("authors", "reviewed", "changed", "reading-time", "services", "edit"),
            "stale",
        ),
    )
    """The facts about an article that stand below its title, in this order.

    Allowed: ``"authors"``, ``"reviewed"`` (``ms.date``), ``"changed"`` (the date of
    the last commit, with the extension *sphinx-last-updated-by-git*),
    ``"reading-time"``, ``"services"``, ``"edit"`` (a link to edit the page) and
    ``"stale"`` (a note on articles older than :attr:`freshness_days`). See
    :doc:`byline`.
    """

    breadcrumbs: bool = setting(False, validators.boolean, rebuild="html")
    """``True`` to add breadcrumbs to the pages of themes without their own.

    See :doc:`contents`.
    """

    next_step: bool = setting(False, validators.boolean, rebuild="html")
    """``True`` to end each article with a link to the next page, in HTML.

    See :doc:`contents`.
    """

    structured_data: bool = setting(False, validators.boolean, rebuild="html")
    """``True`` to describe articles for search engines, as JSON-LD.

    See :doc:`search-engines`.
    """

    agents: bool = setting(False, validators.boolean, rebuild="html")
    """``True`` to lead agents from each HTML page to its Markdown, by sphinx-llm.

    Each page links to ``llms.txt``, and the URLs in Markdown begin with Sphinx's
    ``html_baseurl``. See :doc:`agents`.
    """

    pagefind: bool = setting(False, validators.boolean, rebuild="html")
    """``True`` to mark pages for the search engine Pagefind.

    The text of all pages is marked, also of pages in plain MyST, since Pagefind leaves
    pages without a mark out. Articles have filters by service and topic. See
    :doc:`site-search`.
    """

    edit_links: bool = setting(False, validators.boolean)
    """``True`` to set the options of the theme for links that edit a page.

    The repository is read from ``.openpublishing.publish.config.json``, else from the
    remote ``origin`` of Git. See :doc:`byline`.
    """

    freshness_days: int = setting(365, validators.natural)
    """The age in days beyond which the freshness report lists a page as stale.

    Allowed: 0 or more. See :doc:`freshness`.
    """

    content_hashes: bool = setting(True, validators.boolean, rebuild="")
    """Whether pages with unchanged sources stay as they are, whatever their times are.

    Otherwise Sphinx reads and writes each page again whose source file has a newer time
    stamp, as all files have after a fresh clone. See :doc:`incremental`.
    """

    summary: bool = setting(False, validators.boolean, rebuild="")
    """``True`` to end each build with a summary.

    It counts the pages, the links to the site, the includes of repositories that are
    not checked out, and the warnings of each kind. ``sphinx-azuredocs build`` sets it.
    See :doc:`command-line`.
    """

    api_sites: dict[str, str] = setting({}, validators.sites)
    """The sites with the reference of other products: beginning of uids → URL.

    Example: ``{"System.": "https://learn.microsoft.com/dotnet/api/"}``. The URL of a
    type is followed by its uid, as on Microsoft Learn. See :doc:`api-reference`.
    """

    default_version: str = setting("", validators.string)
    """The moniker of the version to which links without a version lead.

    The default is the moniker that ends with ``latest``, else that of the first group
    in ``docfx.json``. See :doc:`versions`.
    """

    searched_versions: str = setting("default", validators.choice("default", "all"))
    """The versions that the search of the site finds: ``"default"`` or ``"all"``.

    See :doc:`versions`.
    """

    @classmethod
    def from_config(cls, config: Config) -> Settings:
        """Return the validated settings of a ``conf.py``.

        :param config: the configuration of the build.
        :raises ConfigError: for a value that is not allowed; the message names
            the setting, the value and what is allowed.
        """
        values = {item.name: config[PREFIX + item.name] for item in fields(cls)}
        for item in fields(cls):
            value = values[item.name]
            try:
                item.metadata["validate"](value)
            except validators.InvalidError as allowed:
                msg = f"{PREFIX}{item.name} is {value!r}; it must be {allowed}"
                raise ConfigError(msg) from None
        return cls(**values)

    @classmethod
    def of(cls, config: Config) -> Settings:
        """Return the settings of a ``conf.py``; validated settings are cached.

        :param config: the configuration.
        :raises ConfigError: for a value that is not allowed.
        """
        values = [config[PREFIX + item.name] for item in fields(cls)]
        known = _SETTINGS.get(config)
        if known is None or known[0] != values:
            known = _SETTINGS[config] = (values, cls.from_config(config))
        return known[1]

    def dialect(self, docname: str) -> Dialect | None:
        """Return the dialect that :attr:`dialects` sets for a page; else None.

        :param docname: the page.
        """
        patterns = {**self.dialects, **dict.fromkeys(self.myst_pages, "myst")}
        for pattern, dialect in patterns.items():
            if Matcher([pattern])(docname):
                return Dialect(dialect)
        return None

    def alert(self, kind: str) -> dict[str, str] | None:
        """Return the title and class of a kind of note in :attr:`alerts`; else None.

        :param kind: the kind, in any letter case.
        """
        named = {name.upper(): note for name, note in self.alerts.items()}
        return named.get(kind.upper())

    def include_limits(self) -> IncludeLimits:
        """Return the limits for the includes of one page."""
        return IncludeLimits(
            self.include_max_depth, self.include_max_files, self.include_max_size
        )

    def include_root_paths(self, srcdir: str | Path) -> tuple[Path, ...]:
        """Return the directories of :attr:`include_roots` as paths below ``srcdir``.

        An absolute directory is returned as it is.

        :param srcdir: the source directory.
        """
        return tuple(Path(srcdir, root) for root in self.include_roots)


_SETTINGS: WeakKeyDictionary[Config, tuple[list[Any], Settings]] = WeakKeyDictionary()


def defaults() -> Mapping[str, Any]:
    """Return the default value of each setting by its name in ``conf.py``."""
    settings = Settings()
    return {
        PREFIX + item.name: getattr(settings, item.name) for item in fields(Settings)
    }

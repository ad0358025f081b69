"""The settings: ``azuredocs_*`` in ``conf.py``, typed and validated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

PREFIX = "azuredocs_"


class _InvalidError(ValueError):
    """Raised by a validator; its text says what is allowed."""


def _setting(
    default: Any, validate: Callable[[Any], None], rebuild: Literal["env", ""] = "env"
) -> Any:
    metadata = {"validate": validate, "rebuild": rebuild}
    if isinstance(default, dict | list):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


def _url(value: Any) -> None:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise _InvalidError("an http or https URL")


def _strings(value: Any) -> None:
    if not isinstance(value, list | tuple) or not all(
        isinstance(item, str) and item for item in value
    ):
        raise _InvalidError("a list of strings that are not empty")


def _published(value: Any) -> None:
    allowed = (
        "a dictionary of source paths to URL paths, each with one {slug}, as "
        '{"articles/**/{slug}.md": "/documentation/articles/{slug}/"}'
    )
    if not isinstance(value, dict):
        raise _InvalidError(allowed)
    for source, url in value.items():
        texts = isinstance(source, str) and isinstance(url, str)
        if not texts or source.count("{slug}") != 1 or url.count("{slug}") != 1:
            raise _InvalidError(allowed)
        if not url.startswith("/"):
            raise _InvalidError(f"{allowed}; the URL path begins with a slash")


def _docsets(value: Any) -> None:
    if isinstance(value, dict):
        paths = [path for path in value.values() if path is not None]
        if all(isinstance(p, str) and p.startswith("/") for p in paths):
            value = list(value)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _InvalidError(
            "a list of folders, or a dictionary of folders to the URL paths that they "
            'are served at, as {"docs": "/azure"}'
        )


def _natural(value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _InvalidError("a whole number, 0 or more")


def _choice(*allowed: str) -> Callable[[Any], None]:
    def validate(value: Any) -> None:
        if value not in allowed:
            raise _InvalidError(" or ".join(map(repr, allowed)))

    return validate


@dataclass(frozen=True)
class IncludeLimits:
    """How much one page may include.

    :param depth: how many files deep includes may be nested.
    :param files: how many includes there may be, nested ones counted.
    :param size: how many bytes they may have together.
    """

    depth: int
    files: int
    size: int


@dataclass(frozen=True)
class Settings:
    """The settings; each is ``azuredocs_`` and its name in ``conf.py``."""

    docsets: list[str] | dict[str, str | None] = _setting(["."], _docsets)
    """Folders with a ``docfx.json``, alone or with the URL paths of their pages.

    Paths are relative to the source directory; a folder without ``docfx.json`` is none.
    """

    site_url: str = _setting("https://azure.microsoft.com", _url)
    """Where links go that name a page of the site, and none of the project."""

    hosts: list[str] = _setting(
        [
            "azure.microsoft.com",
            "www.azure.microsoft.com",
            "windowsazure.com",
            "www.windowsazure.com",
        ],
        _strings,
    )
    """Hosts whose URLs are the site's: a link to one may name a page of the project."""

    published: dict[str, str] = _setting(
        {"articles/**/{slug}.md": "/documentation/articles/{slug}/"}, _published
    )
    """Where the pages are served: source path → URL path. ``**/`` is any folders."""

    include_folders: list[str] = _setting(["includes", "chunks"], _strings)
    """Names of folders that hold files for inclusion; nothing in them is a page."""

    include_roots: list[str] = _setting([], _strings)
    """Directories beside the source directory from which files may be included.

    Relative paths are relative to the source directory.
    """

    include_max_depth: int = _setting(10, _natural)
    """How many files deep includes may be nested."""

    include_max_files: int = _setting(1_000, _natural)
    """How many includes a page may have, nested ones counted."""

    include_max_size: int = _setting(4_194_304, _natural)
    """How many bytes the includes of a page may have together."""

    xref_maps: list[str] = _setting([], _strings)
    """Maps of uids of other docsets: URLs and files, as docfx's ``xrefmap.yml``."""

    myst_pages: list[str] = _setting([], _strings)
    """Articles that are written in MyST too: patterns of docnames."""

    video: str = _setting("card", _choice("card", "embed"))
    """Whether videos are links in HTML, or players, which load from elsewhere."""

    account_comparison: str = _setting("auto", _choice("auto", "explicit"))
    """Whether lists that compare accounts are recognised, or only marked ones."""

    account_kinds: list[str] = _setting([], _strings)
    """More words that name a kind of account, for lists to be recognised by."""

    contents: str = _setting(
        "service", _choice("service", "topic", "author", "none"), rebuild=""
    )
    """What the table of contents groups pages by where toctrees lead to none."""

    freshness_days: int = _setting(365, _natural)
    """How many days after its date the freshness report calls a page stale."""

    @classmethod
    def from_config(cls, config: Config) -> Settings:
        """The settings of a ``conf.py``.

        :raises ConfigError: for a value that is not allowed; the message names
            the setting, the value and what is allowed.
        """
        values = {item.name: config[PREFIX + item.name] for item in fields(cls)}
        for item in fields(cls):
            value = values[item.name]
            try:
                item.metadata["validate"](value)
            except _InvalidError as allowed:
                msg = f"{PREFIX}{item.name} is {value!r}; it must be {allowed}"
                raise ConfigError(msg) from None
        return cls(**values)

    @classmethod
    def of(cls, config: Config) -> Settings:
        """Return the settings of a ``conf.py``, validated once for the same values.

        :param config: the configuration.
        :raises ConfigError: for a value that is not allowed.
        """
        values = [config[PREFIX + item.name] for item in fields(cls)]
        known = _SETTINGS.get(config)
        if known is None or known[0] != values:
            known = _SETTINGS[config] = (values, cls.from_config(config))
        return known[1]

    def include_limits(self) -> IncludeLimits:
        """How much one page may include."""
        return IncludeLimits(
            self.include_max_depth, self.include_max_files, self.include_max_size
        )

    def include_root_paths(self, srcdir: str | Path) -> tuple[Path, ...]:
        """The directories of :attr:`include_roots`, as absolute paths.

        :param srcdir: the source directory.
        """
        return tuple(Path(srcdir, root) for root in self.include_roots)


_SETTINGS: WeakKeyDictionary[Config, tuple[list[Any], Settings]] = WeakKeyDictionary()


def defaults() -> Mapping[str, Any]:
    """Each setting's name in ``conf.py`` and its default value."""
    settings = Settings()
    return {
        PREFIX + item.name: getattr(settings, item.name) for item in fields(Settings)
    }


def setup_config(app: Sphinx) -> None:
    """Register the settings, and check them as soon as they are read."""
    values = defaults()
    for item in fields(Settings):
        name, rebuild = PREFIX + item.name, item.metadata["rebuild"]
        # Validation has its own, more helpful, messages: no `types` for Sphinx.
        app.add_config_value(name, values[name], rebuild, types=Any)


def check_settings(_app: Sphinx, config: Config) -> None:
    """Check the settings, and exclude the folders of included files from the pages."""
    settings = Settings.of(config)
    patterns = [
        f"{place}{name}/**"
        for name in settings.include_folders
        for place in ("", "**/")
    ]
    config.exclude_patterns = [*config.exclude_patterns, *patterns]

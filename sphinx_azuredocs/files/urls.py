"""Split, join and check URLs from a repository. No other module parses such URLs.

No function raises an error, even for malformed URLs. A browser ignores control
characters at
the beginning of a URL, and tabs and line ends in it (WHATWG URL Standard, section 4.4).
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_IGNORED_BEFORE = "".join(map(chr, range(0x21)))
_IGNORED_IN = str.maketrans("", "", "\t\r\n")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = ("http", "https", "")
# Schemes that run a script, or show text of the author or a local file as a page.
_REFUSED = frozenset(
    (
        *("javascript", "vbscript", "livescript", "mocha", "jscript", "data"),
        *("file", "blob", "filesystem", "about", "view-source", "jar", "mhtml"),
    )
)
_KNOWN = frozenset(
    (
        *("http", "https", "ftp", "ftps", "sftp", "mailto", "tel", "sms", "xref"),
        *("news", "irc", "geo", "urn", "skype", "callto", "sip", "vscode", "onenote"),
    )
)
# The image formats that cannot contain a script, as in markdown-it.
_IMAGE = re.compile(r"data:image/(?:gif|png|jpeg|webp)[;,]", re.IGNORECASE)


def split_url(url: str) -> SplitResult:
    """Return the components of a URL; a malformed URL is treated as a path.

    :param url: the URL.
    """
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def unsplit_url(parts: SplitResult) -> str:
    """Return the URL that consists of the given components.

    :param parts: the components.
    """
    return urlunsplit(parts)


def join_url(base: str, url: str) -> str:
    """Return a URL joined with a base; a malformed URL is returned unchanged.

    :param base: the base URL.
    :param url: the URL, relative or not.
    """
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def is_malformed(url: str) -> bool:
    """Return True for a URL that cannot be split, such as ``http://[x``.

    :param url: the URL.
    """
    try:
        urlsplit(url)
    except ValueError:
        return True
    return False


def scheme_of(url: str) -> str:
    """Return the scheme that a browser sees in a URL, in lower case; else empty.

    :param url: the URL; entities of HTML are decoded.
    """
    seen = unescape(url).lstrip(_IGNORED_BEFORE).translate(_IGNORED_IN)
    match = _SCHEME.match(seen)
    return match[1].lower() if match else ""


def runs_script(url: str) -> bool:
    """Return True for a URL that runs a script, contains a page, or is a local file.

    :param url: the URL.
    """
    return scheme_of(url) in _REFUSED


def defect_of_link(url: str) -> str:
    """Return the reason why a link stays text, as a predicate; else empty.

    :param url: the URL of the link.
    """
    if runs_script(url):
        return "is no URL of a page; write one of http or https"
    return "is malformed; correct it" if is_malformed(url) else ""


def is_allowed(url: str) -> bool:
    """Return True if links may have a URL: a path, or a URL with a harmless scheme.

    Schemes of programs, such as ``ms-settings:`` and ``git://``, are allowed.

    :param url: the URL.
    """
    scheme = scheme_of(url)
    if scheme in _REFUSED or is_malformed(url):
        return False
    is_program = scheme.startswith("ms-") or f"{scheme}://" in url.lower()
    return not scheme or scheme in _KNOWN or is_program


def is_allowed_image(url: str) -> bool:
    """Return True if images may have a URL: an allowed link, or data of an image.

    :param url: the URL.
    """
    return is_allowed(url) or _IMAGE.match(url.strip()) is not None


def is_of_web(url: str) -> bool:
    """Return True for a path, or a well-formed URL of ``http`` or ``https``.

    :param url: the URL.
    """
    return scheme_of(url) in _WEB and not is_malformed(url)

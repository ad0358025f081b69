"""Keep the pages whose sources have the same content, whatever their time stamps are.

Sphinx compares time stamps: it reads a page again if a source file is newer, and writes
it again if its source or a template is newer than the output. After a fresh clone, all
sources are newer than the restored output. This module compares contents, and adjusts
the times that Sphinx compares: those in the environment, and those of output files. It
changes nothing about source files.

The record in the output folder, :mod:`..domain.record`, holds a digest of everything
that a page was written from. A page with another digest is written again. The record is
removed before the first page is written, and written after the last, so that an
interrupted build leaves no record, and the next one writes all pages.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from ..config import Settings
from ..constructs.byline.facts import facts_of
from ..domain.azure import AzureDomain, azure_domain
from ..domain.data import SourceDigests
from ..domain.dates import changed_on
from ..domain.record import RECORD, BuildState, Record
from ..domain.shown import Answers, relations
from ..files.digests import FileDigests, digest_of
from ..files.door import ends_with, is_file, version_of
from ..navigation.root_page import load_document, shown_contents
from .software import digest_of_software, digest_of_templates

_BUILD_INFO = ".buildinfo"
_STOP = b"."
"""The last byte of a pickle."""
_MICROSECOND = 1_000
"""A microsecond in nanoseconds. Sphinx rounds time stamps up to microseconds."""


def keep_unchanged(app: Sphinx) -> None:
    """Adjust the times of the pages whose sources have the content that was read.

    If the content of a source differs, the page is read again even if the time stamp
    of the source is older.
    """
    domain, builder = azure_domain(app.env), app.builder
    state = domain.build_state = BuildState(
        digest_of_software(app),
        digest_of_templates(app),
        Record.read(Path(app.outdir, RECORD)),
        has_record=bool(builder.format)
        and not isinstance(builder.get_outdated_docs(), str),
    )
    if not Settings.of(app.config).content_hashes:
        return
    unchanged = {*_adjust_times_of_reading(app.env, domain)}
    if state.before.software == state.software + state.templates:
        _adjust_times_of_output(app, unchanged)


def _adjust_times_of_reading(
    env: BuildEnvironment, domain: AzureDomain
) -> Iterator[str]:
    """Set the time at which each page was read, and yield the unchanged pages."""
    digests, software = FileDigests(), domain.build_state.software
    for docname, before in domain.of_pages.sources.items():
        if docname not in env.all_docs or before.software != software:
            continue
        if not before.files:
            continue
        files = _files_of(env, docname)
        now = digests.of_files(files, env.srcdir)
        if now == before.files:
            newest = -(max(version_of(file)[0] for file in files) // -_MICROSECOND)
            env.all_docs[docname] = max(env.all_docs[docname], newest)
            yield docname
        elif now:
            env.all_docs[docname] = 0


def _adjust_times_of_output(app: Sphinx, unchanged: Iterable[str]) -> None:
    """Make the output files of unchanged pages newer than sources and templates."""
    newest_template = getattr(app.builder, "templates", None)
    templates = 0
    if newest_template is not None:
        seconds: float = newest_template.newest_template_mtime()
        templates = int(seconds * 1_000_000 + 1) * _MICROSECOND
    for docname in unchanged:
        source, _size = version_of(Path(app.env.doc2path(docname)))
        _make_newer(_output_of(app.builder, docname), max(source, templates))
    _make_newer(Path(app.outdir, _BUILD_INFO), templates)


def _make_newer(path: Path | None, least: int) -> None:
    """Make a file of the output newer than a time, if it is older.

    :param path: the file, which may not exist.
    :param least: the time, in nanoseconds.
    """
    if path is None or not is_file(path) or version_of(path)[0] > least:
        return
    now = max(time.time_ns(), least + _MICROSECOND)
    with suppress(OSError):
        os.utime(path, ns=(now, now))


def _output_of(builder: Builder, docname: str) -> Path | None:
    """Return the output file of a page; None if the builder does not tell it."""
    if hasattr(builder, "get_outfilename"):
        return Path(builder.get_outfilename(docname))
    suffix = getattr(builder, "out_suffix", None)
    return Path(builder.outdir, f"{docname}{suffix}") if suffix else None


def _files_of(env: BuildEnvironment, docname: str) -> list[Path]:
    """Return the files that a page was read from: its source and its dependencies."""
    others = env.dependencies.get(docname, ())
    return [
        Path(env.doc2path(docname)),
        *(Path(env.srcdir, file) for file in others),
    ]


def pages_of_broken_builds(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: set[str],
    _changed: set[str],
    _removed: set[str],
) -> list[str]:
    """Return the pages whose doctrees were not stored together with the environment.

    A doctree that is newer than the environment was stored by a build that was stopped
    while it read pages. One that is no pickle was damaged.
    """
    stored, _size = version_of(Path(env.doctreedir, ENV_PICKLE_FILENAME))
    return [
        docname
        for docname in sorted(env.all_docs)
        if not _is_sound(
            Path(env.doctreedir, f"{docname}.doctree"),
            stored,
            is_root=docname == env.config.root_doc,
        )
    ]


def _is_sound(path: Path, newest: int, *, is_root: bool) -> bool:
    """Return True for a doctree that may be used.

    :param path: its file.
    :param newest: the time at which the environment was stored, in nanoseconds.
    :param is_root: True for the root page, whose doctree is read in each build.
    """
    if version_of(path)[0] > newest or not ends_with(path, _STOP):
        return False
    return not is_root or load_document(path) is not None


def note_sources(domain: AzureDomain) -> None:
    """Store the digests of the pages that were read in this build.

    :param domain: the domain.
    """
    env, digests = domain.env, FileDigests()
    stored, software = domain.of_pages.sources, domain.build_state.software
    for docname in env.all_docs.keys() - stored.keys():
        files = _files_of(env, docname)
        newest = -(max(version_of(file)[0] for file in files) // -_MICROSECOND)
        is_certain = newest <= env.all_docs[docname]
        now = digests.of_files(files, env.srcdir) if is_certain else ""
        stored[docname] = SourceDigests(software, now)


def pages_to_write_again(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that would be written otherwise than in the last build."""
    domain = azure_domain(env)
    note_sources(domain)
    state = domain.build_state
    if not state.has_record:
        return []
    state.now = dict(_digests_of_pages(domain))
    then = state.before.pages
    return sorted(name for name, now in state.now.items() if then.get(name) != now)


def _digests_of_pages(domain: AzureDomain) -> Iterator[tuple[str, str]]:
    """Yield each docname and the digest of everything that the page shows."""
    env = domain.env
    answers = Answers(domain)
    around = relations(answers, domain)
    contents = shown_contents(env)
    navigation = domain.of_project.navigation
    settings = Settings.of(env.config)
    has_data = settings.structured_data
    # Breadcrumbs begin with the start page.
    has_breadcrumbs = settings.breadcrumbs or has_data
    home = answers.title(env.config.root_doc) if has_breadcrumbs else ""
    for docname in env.found_docs:
        sources = domain.of_pages.sources.get(docname)
        yield (
            docname,
            digest_of(
                (
                    sources.files
                    if sources and sources.files
                    else env.all_docs.get(docname),
                    domain.of_project.output_names.get(docname),
                    answers.of_page(docname),
                    [*domain.lists.get(docname, {}).values()],
                    around.get(docname),
                    navigation.get(docname),
                    domain.of_project.trails.get(docname, home),
                    repr(facts_of(env, docname)),
                    str(changed_on(env, docname)) if has_data else "",
                    contents.groups if docname == env.config.root_doc else None,
                    domain.versions.others(docname),
                )
            ),
        )


def remove_record(app: Sphinx, _builder: Builder) -> None:
    """Remove the record of the output folder before pages are written."""
    if azure_domain(app.env).build_state.has_record:
        with suppress(OSError):
            Path(app.outdir, RECORD).unlink()


def note_resolved_page(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Store that a page is being written. Sphinx resolves pages in the main process."""
    azure_domain(app.env).build_state.written.add(docname)


def write_record(app: Sphinx, exception: Exception | None) -> None:
    """Write the record of the output folder after all pages are written."""
    state = azure_domain(app.env).build_state
    if exception is None and state.has_record:
        # Without a record, the next build writes all pages.
        with suppress(OSError):
            state.record.write(Path(app.outdir, RECORD))

"""Python collects garbage less often while a build runs."""

from __future__ import annotations

import gc
import weakref

from sphinx.application import Sphinx

from sphinx_azuredocs.builders.garbage_collection import (
    READING,
    WRITING,
    raise_thresholds,
    restore_thresholds,
)

from .conftest import Build

PAGE = {"index.md": "# Home\n"}


def test_thresholds_are_raised_and_restored(build: Build) -> None:
    before = gc.get_threshold()
    during = []

    def watch(app: object) -> None:
        def note(*_: object) -> None:
            during.append((gc.get_threshold(), gc.get_freeze_count() > 0))

        app.connect("env-updated", note)
        app.connect("write-started", note)

    build(PAGE, before=watch)
    assert during == [(READING, True), (WRITING, True)]
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


class Cycle:
    """An object that only the collector frees."""

    def __init__(self) -> None:
        self.itself = self


def test_objects_of_a_page_are_freed_when_the_next_is_read(build: Build) -> None:
    objects: list[weakref.ref[Cycle]] = []
    living: list[int] = []

    def watch(app: Sphinx) -> None:
        def count(*_: object) -> None:
            living.append(sum(each() is not None for each in objects))

        def make(*_: object) -> None:
            objects.append(weakref.ref(Cycle()))

        app.connect("source-read", count, priority=900)
        app.connect("doctree-read", make)

    names = ["index", *"abcd"]
    build({f"{name}.md": "# Page\n" for name in names}, before=watch)
    assert living == [0] * len(names)
    assert len(objects) == len(names)


def test_off_by_a_setting(build: Build) -> None:
    before = gc.get_threshold()
    build(PAGE, before=lambda _app: None, azuredocs_fewer_collections=False)
    assert gc.get_threshold() == before


def test_restoring_collects_nothing(build: Build) -> None:
    """The counts of the collector begin anew, so it does not look at all objects."""
    assert gc.isenabled()
    app = build(PAGE).app
    raise_thresholds(app, app.config)
    thresholds = gc.get_threshold()
    gc.set_threshold(10, 50, 50)
    kept: list[list[int]] = []
    while gc.get_count()[1] < 30:
        kept.append([])
    gc.set_threshold(*thresholds)
    restore_thresholds(app, None)
    assert gc.get_count()[1] < 3

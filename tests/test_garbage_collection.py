"""Python collects garbage less often while a build runs."""

from __future__ import annotations

import gc

from sphinx_azuredocs.builders.garbage_collection import (
    THRESHOLDS,
    raise_thresholds,
    restore_thresholds,
)

from .conftest import Build

PAGE = {"index.md": "# Home\n"}


def test_thresholds_are_raised_and_restored(build: Build) -> None:
    before = gc.get_threshold()
    during = []

    def watch(app: object) -> None:
        app.connect(
            "env-updated",
            lambda *_: during.append((gc.get_threshold(), gc.get_freeze_count() > 0)),
        )

    build(PAGE, before=watch)
    assert during == [(THRESHOLDS, True)]
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


def test_off_by_a_setting(build: Build) -> None:
    before = gc.get_threshold()
    build(PAGE, before=lambda _app: None, azuredocs_fewer_collections=False)
    assert gc.get_threshold() == before


def test_restoring_collects_nothing(build: Build) -> None:
    """The counts of the collector begin anew, so it does not look at all objects."""
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

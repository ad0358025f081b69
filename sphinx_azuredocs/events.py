"""The handlers of Sphinx events: the functions that a build calls, in their order."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.application import Sphinx

from .builders.agents import add_link_to_index, configure_for_agents
from .builders.epub import (
    add_media_types,
    fill_in_epub_settings,
    list_pages_from_folder,
    mend_links,
    take_out_epub_settings,
)
from .builders.garbage_collection import (
    collect_last_page,
    lower_thresholds,
    raise_thresholds,
    restore_thresholds,
)
from .builders.images import replace_missing_images
from .builders.immaterial import wrap_sections
from .builders.index_page import write_index_page
from .builders.markdown import write_markdown
from .builders.output_names import (
    replace_builders,
    update_output_names,
    write_pages_at_own_paths,
)
from .builders.redirect_pages import (
    note_written_page,
    report_redirects,
    write_redirect_pages,
)
from .builders.text import write_video_urls
from .builders.unchanged import (
    keep_unchanged,
    note_resolved_page,
    pages_of_broken_builds,
    pages_to_write_again,
    remove_record,
    write_record,
)
from .builders.xref_map import write_xref_map
from .config.register import check_settings
from .constructs.construct import Handler
from .dialect import CONSTRUCTS, add_static_files, load_assets
from .domain.azure import (
    forget_urls,
    pages_around_changes,
    select_lists,
    update_index_labels,
)
from .domain.configure import configure_docsets
from .domain.index_pages import show_index
from .domain.indices import leave_indices_out_of_sitemap
from .domain.searched import pages_with_other_files
from .files.devices import leave_out_devices
from .files.encoding import use_codec
from .formats.register import register_again
from .formats.yaml_page import exclude_other_yaml
from .navigation.breadcrumbs import add_breadcrumbs
from .navigation.next_step import add_next_step
from .navigation.root_page import (
    add_parents,
    forget_root,
    keep_out_of_sidebars,
    update_navigation,
)
from .navigation.shared_files import write_shared_files
from .navigation.sidebar import (
    add_templates,
    keep_out_of_catalogs,
    open_groups_in_furo,
    replace_toctree,
)
from .navigation.start_page import render_lists, shorten_local_contents
from .page.apply import add_to_template
from .page.article_folders import pages_of_changed_folders
from .page.direction import choose_template
from .page.guard import guard_page
from .page.headings import add_browser_title, leave_links_out_of_toc
from .page.pagefind import leave_permalinks_out, mark_for_pagefind
from .page.structured_data import add_structured_data
from .reports.repeated import forget_build, report_once_in_included
from .reports.summary import count_warnings, write_summary

HANDLERS = (
    # Before pages are read.
    Handler("config-inited", report_once_in_included),
    Handler("config-inited", count_warnings),
    Handler("config-inited", check_settings),
    Handler("config-inited", raise_thresholds),
    Handler("config-inited", add_templates),
    Handler("config-inited", leave_indices_out_of_sitemap),
    Handler("config-inited", configure_for_agents),
    Handler("config-inited", leave_permalinks_out),
    # Sphinx merges the suffixes of parsers into the configuration at 800.
    Handler("config-inited", configure_docsets, 850),
    Handler("config-inited", exclude_other_yaml, 860),
    # After the docsets have determined the root page.
    Handler("config-inited", list_pages_from_folder, 880),
    # After Sphinx has found the pages.
    Handler("config-inited", replace_builders, 870),
    # After the handlers of other parsers.
    Handler("config-inited", register_again, 900),
    Handler("builder-inited", add_static_files),
    Handler("builder-inited", keep_out_of_catalogs),
    Handler("builder-inited", add_media_types),
    # Sphinx checks the settings of EPUB at 500.
    Handler("builder-inited", fill_in_epub_settings, 400),
    Handler("builder-inited", take_out_epub_settings, 600),
    # After other handlers have changed the builder.
    Handler("builder-inited", keep_unchanged, 900),
    # While pages are read.
    Handler("env-get-outdated", pages_of_broken_builds),
    Handler("env-get-outdated", pages_around_changes),
    Handler("env-get-outdated", pages_with_other_files),
    Handler("env-get-outdated", pages_of_changed_folders),
    Handler("env-purge-doc", forget_root),
    # Before handlers that read pages.
    Handler("env-before-read-docs", leave_out_devices, 100),
    Handler("env-before-read-docs", use_codec),
    Handler("env-before-read-docs", forget_urls),
    Handler("source-read", collect_last_page),
    # Before Sphinx's collectors.
    Handler("doctree-read", guard_page, 400),
    # After Sphinx's collectors.
    Handler("doctree-read", leave_links_out_of_toc, 900),
    # All pages are read: first the names of output files, since URLs depend on them;
    # then uids, since tables of contents name pages by them, and the root page, since
    # other handlers look at its toctrees.
    Handler("env-updated", update_output_names, 50),
    Handler("env-updated", update_navigation, 100),
    Handler("env-updated", select_lists),
    Handler("env-updated", update_index_labels),
    # After all other handlers, whose results pages may show.
    Handler("env-updated", pages_to_write_again, 900),
    Handler("env-updated", lower_thresholds, 950),
    Handler("env-check-consistency", report_redirects),
    # While pages are written.
    Handler("write-started", remove_record, 100),
    Handler("write-started", keep_out_of_sidebars),
    Handler("write-started", fill_in_epub_settings),
    Handler("doctree-resolved", render_lists),
    Handler("doctree-resolved", note_resolved_page),
    # Before the links of the images are mended.
    Handler("doctree-resolved", replace_missing_images),
    # After all other handlers, which may add links.
    Handler("doctree-resolved", mend_links, 900),
    Handler("doctree-resolved", write_markdown, 900),
    Handler("doctree-resolved", write_video_urls),
    # After all other handlers, which look at sections.
    Handler("doctree-resolved", wrap_sections, 950),
    # Some themes make their sidebars from toctrees at 500.
    Handler("html-page-context", replace_toctree, 400),
    # Furo makes its sidebar at 500.
    Handler("html-page-context", open_groups_in_furo, 600),
    # Before other extensions read the title.
    Handler("html-page-context", add_browser_title, 400),
    Handler("html-page-context", add_to_template),
    Handler("html-page-context", add_parents, 400),
    # Before anything is added to the text of a page.
    Handler("html-page-context", mark_for_pagefind, 440),
    # Before style sheets are chosen by the classes of the page.
    Handler("html-page-context", show_index, 450),
    Handler("html-page-context", add_breadcrumbs, 450),
    Handler("html-page-context", add_next_step, 450),
    Handler("html-page-context", add_link_to_index, 450),
    Handler("html-page-context", add_structured_data),
    Handler("html-page-context", shorten_local_contents, 400),
    Handler("html-page-context", note_written_page),
    # After the handlers that add to the text of a page.
    Handler("html-page-context", load_assets, 600),
    # Sphinx uses the template of the first handler that returns one.
    Handler("html-page-context", choose_template, 900),
    # After the last page.
    Handler("build-finished", restore_thresholds),
    Handler("build-finished", write_shared_files),
    Handler("build-finished", write_xref_map),
    Handler("build-finished", write_pages_at_own_paths),
    Handler("build-finished", write_redirect_pages),
    Handler("build-finished", write_index_page),
    Handler("build-finished", write_record, 900),
    # After the handlers that may log warnings.
    Handler("build-finished", write_summary, 950),
    Handler("build-finished", forget_build, 950),
)
"""The handlers of this package, except the handlers of constructs."""


def connect(app: Sphinx, handlers: Iterable[Handler]) -> None:
    """Connect handlers with their events.

    :param app: the application.
    :param handlers: the handlers.
    """
    for handler in handlers:
        app.connect(handler.event, handler.function, priority=handler.priority)


def setup_events(app: Sphinx) -> None:
    """Connect the handlers of this package and of its constructs.

    :param app: the application.
    """
    connect(app, HANDLERS)
    for construct in CONSTRUCTS:
        connect(app, construct.handlers)

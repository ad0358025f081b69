"""A small docset and articles of 2014, which show every construct."""

project = "Fabrikam"
author = "The Fabrikam writers"
copyright = "2026, Fabrikam"  # noqa: A001
extensions = ["sphinx_azuredocs"]
root_doc = "docs/index"
azuredocs_docsets = ["docs"]
azuredocs_published = {"old/{slug}.md": "/documentation/articles/{slug}/"}
azuredocs_breadcrumbs = True
azuredocs_next_step = True
azuredocs_byline = ["authors", "reviewed", "reading-time", "services", "edit", "stale"]

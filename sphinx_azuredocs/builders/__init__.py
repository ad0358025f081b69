"""Changes for certain builders: EPUB, man pages, output names, redirect pages."""

"""Changes that single builders need: EPUB, man pages, output names, redirect pages."""

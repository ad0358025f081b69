"""Tables of contents: files, one model, toctrees, sidebars."""

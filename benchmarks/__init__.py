"""The extension against plain MyST, on pages with the same content."""

"""Plain MyST, with the elements that pages of the extension have."""

project = "Plain MyST"
author = "Somebody"
copyright = "2026, Somebody"  # noqa: A001
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "dollarmath", "tasklist"]

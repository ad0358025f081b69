"""The ``azure`` domain: the data of all pages, and the targets of links."""

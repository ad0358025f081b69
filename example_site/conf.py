"""The complete configuration of the example site: copy it, and insert your names."""

project = "Contoso Cloud"
author = "The Contoso documentation team"
copyright = "2026, Contoso"  # noqa: A001
version = release = "1.0"

# Articles in the dialect need only this line.
extensions = ["sphinx_azuredocs"]

# Links to pages outside this project lead to this site.
azuredocs_site_url = "https://cloud.contoso.example"

# For emoji in PDF: XeLaTeX continues if a font lacks a character.
latex_engine = "xelatex"

# Any theme works. To use another one, install it and name it here:
# html_theme = "furo"

"""The whole configuration of the example site: copy it, and put your names in."""

project = "Contoso Cloud"
author = "The Contoso documentation team"
copyright = "2026, Contoso"  # noqa: A001
version = release = "1.0"

# This line is all that articles in the dialect need.
extensions = ["sphinx_azuredocs"]

# Where links go that name a page of the site, and none of this project.
azuredocs_site_url = "https://cloud.contoso.example"

# For emoji in PDF: it goes on where a font has no sign for one.
latex_engine = "xelatex"

# Any theme will do. For another one, install it and name it here:
# html_theme = "furo"

"""The files by which Read the Docs and GitHub Pages build a repository."""

from __future__ import annotations

from .conf_file import package_of
from .requirement import requirement

REQUIREMENTS = "docs-requirements.txt"
READTHEDOCS = ".readthedocs.yaml"
WORKFLOW = ".github/workflows/docs.yml"

_READTHEDOCS = f"""\
# How Read the Docs builds this repository. It builds previews of pull requests, too, if
# "Build pull requests for this project" is on in the settings of the project.
version: 2
build:
  os: ubuntu-24.04
  tools:
    python: "3.13"
sphinx:
  configuration: conf.py
python:
  install:
  - requirements: {REQUIREMENTS}
"""

_WORKFLOW = f"""\
# Build the documentation of each push and pull request, and publish the main branch on
# GitHub Pages. In the settings of the repository, section Pages, set "Source" to
# "GitHub Actions".
name: docs
on:
  push:
    branches: [BRANCH]
  pull_request:
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: docs-${{{{ github.ref }}}}
  cancel-in-progress: true
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
    - uses: actions/checkout@v4
    - uses: actions/setup-python@v5
      with:
        python-version: "3.13"
        cache: pip
        cache-dependency-path: {REQUIREMENTS}
    - run: python -m pip install -r {REQUIREMENTS}
    - run: python -m sphinx -b html -j auto . _build/html
    - uses: actions/upload-pages-artifact@v3
      with:
        path: _build/html
  publish:
    if: github.event_name != 'pull_request' && github.ref == 'refs/heads/BRANCH'
    needs: build
    runs-on: ubuntu-24.04
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
    - id: deployment
      uses: actions/deploy-pages@v4
"""


def requirements_txt(theme: str) -> str:
    """Return the text of the requirements of a project.

    :param theme: the name of its theme; empty for Sphinx's default.
    """
    packages = requirement(), package_of(theme)
    return "".join(f"{package}\n" for package in packages if package)


def readthedocs_yaml() -> str:
    """Return the text of a configuration of Read the Docs."""
    return _READTHEDOCS


def workflow(branch: str) -> str:
    """Return the text of a workflow of GitHub that builds and publishes the pages.

    :param branch: the branch to publish.
    """
    return _WORKFLOW.replace("BRANCH", branch)

"""The names of languages on the fences of Microsoft Learn, as lexers of Pygments.

Learn's names are those of its documentation of code blocks. What Pygments has no lexer
for is shown plain, or by the lexer of a language that looks alike.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

PLAIN = "text"
INTERACTIVE_CLASS = "interactive"
"""The class of code that readers could run on the site."""
_INTERACTIVE = "-interactive"
_PREFIX = "lang-"

_LEXERS = {
    "bash": ("azurecli", "cli", "az", "azdata", "azcopy", "azd", "vstscli", "kubectl"),
    "powershell": ("azurepowershell", "azureps", "pwsh-session", "posh", "azure"),
    "console": ("dotnetcli", "dotnetcli-console", "shell-session"),
    "batch": ("cmd", "dos", "dosbatch", "command", "commandline"),
    "hcl": ("terraform", "tf", "azapi"),
    "rust": ("bicep", "bicepparam"),
    "sql": ("kusto", "kql", "usql", "u-sql", "azuresql", "dax", "m", "powerquery"),
    "http": ("rest", "httprest"),
    "csharp": (
        *("cs", "c#", "cscript", "aspx-csharp", "cshtml-cs", "devlang-csharp"),
        *("csharp-i", "cs-i", "razor", "cshtml", "blazor"),
    ),
    "vb.net": ("vb", "vbnet", "visualbasic", "aspx-vb", "vbhtml", "vba", "devlang-vb"),
    "fsharp": ("devlang-fsharp", "f#"),
    "cpp": ("c++", "cppcx", "cppwinrt", "devlang-cpp", "arduino", "cuda"),
    "objective-c": ("objc", "obj-c", "objectivec"),
    "javascript": ("js", "node", "nodejs", "javascript-i", "officejs"),
    "html": ("aspx", "asp", "jsp", "html-interactive"),
    "xml": ("xaml", "xsd", "wsdl", "csdl", "edmx", "csproj", "config", "policy"),
    "json": ("jsonc", "json5", "arm", "armasm-json", "jsonld"),
    "yaml": ("yml", "azurepipelines", "compose"),
    "docker": ("dockerfile", "containerfile"),
    "ini": ("properties", "toml-ini", "conf", "editorconfig"),
    "python": ("python-i", "py", "pyspark", "databricks"),
    "promql": ("prometheus",),
    "q": ("qsharp", "q#", "qsharp-i"),
}
# Names of Learn for what is in no language.
_PLAIN = frozenset(
    (
        *("output", "text", "txt", "plaintext", "plain", "none", "log", "logs"),
        *("excel", "error", "code", "ms-dax", "powerappsfl", "power-fx", "powerfx"),
        *("mermaid", "openai-prompt", "copilot-prompt", "prompt", "url", "uri", "csv"),
        *("tsv", "md-raw", "regex", "spl", "kusto-output", "azurecli-output", "curl"),
        *("syntax", "editor", "gherkin-plain", "tree", "cron", "cshtml-plain"),
    )
)
_NAMES = {name: lexer for lexer, names in _LEXERS.items() for name in names}


class CodeLanguage(NamedTuple):
    """A language.

    :param lexer: the lexer's name, or what was written where nobody knows it.
    :param is_interactive: whether the site lets readers run the code.
    :param is_known: whether the name means anything.
    """

    lexer: str
    is_interactive: bool = False
    is_known: bool = True


@cache
def code_language(name: str) -> CodeLanguage:
    """The language of a name on a fence.

    :param name: the name, in any letter case, with ``-interactive`` at its end or not;
        what follows a comma or brace is no part of it.
    """
    word = name.strip().lower().partition(",")[0].partition("{")[0]
    word = word.removeprefix(_PREFIX)
    is_interactive = word.endswith(_INTERACTIVE)
    word = word.removesuffix(_INTERACTIVE)
    if word in _PLAIN:
        return CodeLanguage(PLAIN, is_interactive)
    lexer = _NAMES.get(word, word)
    for candidate in dict.fromkeys((lexer, word)):
        if _has_lexer(candidate):
            return CodeLanguage(candidate, is_interactive)
    if word in _NAMES:
        return CodeLanguage(PLAIN, is_interactive)
    return CodeLanguage(name, is_interactive, is_known=False)


def _has_lexer(name: str) -> bool:
    # Sphinx has names of its own, which Pygments has not.
    if name in ("none", "default", "guess"):
        return True
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True

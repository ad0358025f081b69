"""The names of languages on the fences of Microsoft Learn, as lexers of Pygments.

Learn's names are those of its documentation of code blocks. Most of them are Pygments'
own; what it has no lexer for is shown plain, or by that of a language that looks alike.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

PLAIN = "text"
INTERACTIVE_CLASS = "interactive"
"""The class of code that readers could run on the site."""
INTERACTIVE = "-interactive"
"""The suffix of a language whose code readers could run on the site."""
_PREFIX = "lang-"

# Lexer → names of Learn that Pygments has not, or has for something else.
_LEXERS = {
    "bash": ("azurecli", "cli", "az", "azcopy", "azdata", "vstscli", "kubectl"),
    "powershell": ("azurepowershell", "azureps", "azure"),
    "console": ("dotnetcli",),
    "batch": ("cmd", "dos", "command", "commandline", "batchfile"),
    "http": ("rest", "httprest"),
    "rust": ("bicep", "bicepparam"),
    "sql": ("usql", "u-sql", "azuresql"),
    "csharp": ("cs-i", "csharp-i", "cscript", "aspx-csharp", "razor", "cshtml"),
    "javascript": ("javascript-i", "node", "nodejs", "officejs"),
    "python": ("python-i", "pyspark"),
    "vb.net": ("vb", "vba", "vbhtml", "bas", "vbs", "vbscript", "aspx-vb"),
    "fsharp": ("devlang-fsharp", "fs", "fsi", "fsx"),
    "cpp": ("devlang-cpp", "cppcx", "cppwinrt", "h", "hpp", "cc", "ino"),
    "html": ("aspx", "asp", "ascx", "hbs"),
    "xml": (
        *("xaml", "xsd", "wsdl", "csdl", "edmx", "csproj", "config", "policy"),
        *("xsl", "svg"),
    ),
    "nasm": ("assembly", "masm", "armasm"),
    "cuda": ("cuh",),
    "d": ("dlang",),
    "groovy": ("gradle",),
    "java": ("processing", "pde"),
    "lisp": ("lsp",),
    "ruby": ("ru",),
    "json": ("jsonc", "arm"),
    "yaml": ("azurepipelines",),
    "ini": ("conf", "editorconfig"),
    "text": (
        *("output", "plaintext", "plain", "txt", "log", "error", "code", "csv", "m"),
        *("excel", "powerappsfl", "power-fx", "powerfx", "powerquery"),
        *("powerquery-m", "tsv", "qsharp", "il", "msil", "ilasm", "mof", "gitignore"),
        *("mermaid", "plantuml", "puml", "nomnoml"),
    ),
}
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
    is_interactive = word.endswith(INTERACTIVE)
    word = word.removesuffix(INTERACTIVE)
    lexer = _NAMES.get(word, word)
    if _has_lexer(lexer):
        return CodeLanguage(lexer, is_interactive)
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

"""Language names of fenced code blocks on Microsoft Learn, mapped to Pygments lexers.

Source of the names: Learn's documentation of code blocks. Most names are also those of
Pygments. A language without a lexer is highlighted as a similar language, or shown as
plain text.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

PLAIN = "text"
INTERACTIVE_CLASS = "interactive"
"""The class of code that readers can run on Microsoft Learn."""
INTERACTIVE = "-interactive"
"""The suffix of a language whose code readers can run on Microsoft Learn."""
_PREFIX = "lang-"

# Lexer → names of Learn that Pygments lacks or uses for another language.
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
# The labels of names whose lexer has another one; empty for no label.
_LABELS = {
    "azurecli": "Azure CLI",
    "azurepowershell": "Azure PowerShell",
    "azureps": "Azure PowerShell",
    "azcopy": "AzCopy",
    "bicep": "Bicep",
    "cmd": "Command Prompt",
    "console": "Console",
    "csv": "CSV",
    "dotnetcli": ".NET CLI",
    "excel": "Excel",
    "gradle": "Gradle",
    "kusto": "Kusto",
    "masm": "MASM",
    "mermaid": "Mermaid",
    "output": "Output",
    "plantuml": "PlantUML",
    "power-fx": "Power Fx",
    "powerfx": "Power Fx",
    "powerquery": "Power Query",
    "powerquery-m": "Power Query M",
    "qsharp": "Q#",
    "razor": "Razor",
    "rest": "REST",
    "usql": "U-SQL",
    "xaml": "XAML",
    **dict.fromkeys(("none", "default", "guess"), ""),
}
_NAMES = {name: lexer for lexer, names in _LEXERS.items() for name in names}


class CodeLanguage(NamedTuple):
    """The language of a code block.

    :param lexer: the name of the Pygments lexer; for an unknown language, the name as
        written.
    :param is_interactive: True if readers can run the code on Microsoft Learn.
    :param is_known: True if there is a lexer for the language.
    :param label: the name of the language for readers; empty for plain text.
    """

    lexer: str
    is_interactive: bool = False
    is_known: bool = True
    label: str = ""


@cache
def code_language(name: str) -> CodeLanguage:
    """Return the language for a name in the info string of a fence.

    :param name: the name in any letter case, optionally with the suffix
        ``-interactive``. A comma or opening brace and the text after it are ignored.
    """
    word = name.strip().lower().partition(",")[0].partition("{")[0]
    word = word.removeprefix(_PREFIX)
    is_interactive = word.endswith(INTERACTIVE)
    word = word.removesuffix(INTERACTIVE)
    lexer = _NAMES.get(word, word)
    if _has_lexer(lexer):
        return CodeLanguage(lexer, is_interactive, label=_label(word, lexer))
    return CodeLanguage(name, is_interactive, is_known=False)


def _label(name: str, lexer: str) -> str:
    """Return the name of a language for readers.

    :param name: the name as written, in lower case.
    :param lexer: the name of the Pygments lexer.
    """
    if name in _LABELS:
        return _LABELS[name]
    return "" if lexer == PLAIN else str(find_lexer_class_by_name(lexer).name)


def _has_lexer(name: str) -> bool:
    # These names are defined by Sphinx, not by Pygments.
    if name in ("none", "default", "guess"):
        return True
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True

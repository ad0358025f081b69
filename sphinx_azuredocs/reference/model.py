"""The content of a reference page, as every schema of API YAML is read.

A schema is a function from the value of a YAML file to a :class:`ReferencePage`. One
renderer turns the blocks of all schemas into nodes. The model knows neither Sphinx nor
docutils.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..warnings import Problem

Path = tuple[str | int, ...]
"""The keys and indices that lead to a field of the YAML."""


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an object or a URL.

    :param text: the text; empty for the name of the target.
    :param uid: the uid of the object.
    :param url: the URL; with a uid, the target if no object has the uid.
    :param name: the display name of the target that an empty text stands for:
        ``name``, ``nameWithType`` or ``fullName``.
    :param path: the field that lists the uid, if an unknown uid is a defect.
    """

    text: str = ""
    uid: str = ""
    url: str = ""
    name: str = "name"
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """Text in the font of code.

    :param text: the text.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text in bold.

    :param text: the text.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about another object, which is read from that object's page.

    :param uid: the uid of the object.
    :param name: the name of the fact: ``summary``, ``type`` or ``status``.
    """

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text in Markdown.

    :param text: the text.
    :param path: the field of the YAML that has it.
    :param has_placeholders: True if words in angle brackets that are not HTML elements
        are text, as in ``<registry name>``.
    :param is_html: True if the text is HTML already.
    """

    text: str
    path: Path = ()
    has_placeholders: bool = False
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code, shown as written.

    :param text: the code.
    :param language: its language, as in a fence of Markdown; empty for plain text.
    """

    text: str
    language: str = ""


Inline = str | Link | Literal | Strong | Fact
Inlines = tuple[Inline, ...]
Cell = tuple[Inline | Prose | Code, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of inline content.

    :param content: the content.
    :param classes: its classes.
    """

    content: Inlines
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Badges:
    """Words about an object: ``Preview``, ``Extension``.

    :param words: pairs of a word and its kind, which becomes a class.
    """

    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A note above the content of an object.

    :param kind: ``note``, ``warning`` or ``caution``.
    :param title: the heading of the note.
    :param content: its text.
    """

    kind: str
    title: str
    content: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of properties, each with one or more values.

    :param rows: pairs of a label and its values.
    """

    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row.

    :param head: the texts of the header row.
    :param rows: the rows; each has a cell for every column.
    :param uids: the uid of the object in each row, if the rows are divided into a table
        for each kind of object; else empty.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its definition: a parameter, a field of an enumeration.

    :param term: the term.
    :param classifiers: what follows the term: its type.
    :param blocks: the definition.
    :param record: what is registered, if the term is an object with a uid.
    """

    term: Inlines
    classifiers: tuple[Inlines, ...] = ()
    blocks: tuple[Block, ...] = ()
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms.

    :param terms: the terms.
    """

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A list of short entries: an inheritance, from the root to the object itself.

    :param items: the entries.
    :param is_tree: True if each entry is below the one before.
    """

    items: tuple[Inlines, ...]
    is_tree: bool = False


@dataclass(frozen=True, slots=True)
class Rubric:
    """A heading that is not in the table of contents.

    :param title: its text.
    :param ids: its anchors.
    """

    title: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A section of a page.

    :param title: its heading.
    :param blocks: its content.
    :param ids: its anchors.
    """

    title: str
    blocks: tuple[Block, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """Content that HTML shows when a reader opens it.

    :param title: its heading.
    :param blocks: the content.
    :param ids: its anchors.
    """

    title: str
    blocks: tuple[Block, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command.

    :param names: its names, all aliases.
    :param program: the command.
    :param blocks: its description.
    """

    names: tuple[str, ...]
    program: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is registered of an object.

    :param uid: its uid; empty for an object that cannot be referred to.
    :param names: its display names, under docfx's keys.
    :param ids: its anchors, the canonical one first.
    :param kind: the kind of object, such as ``class``, in the words of its domain.
    :param domain: the Sphinx domain: ``azure``, ``py``, ``js``, ``cs``.
    :param full_name: its name in that domain; empty to register the uid only.
    :param entry: its entry in the index; empty for none.
    :param summary: its first sentences, for tables on other pages.
    :param status: its status, for tables: ``Preview``.
    :param origin: where it comes from, for tables: ``Extension``.
    :param overload: the uid of its overload group.
    :param overload_names: the display names of that group.
    :param path: the field of the YAML that has the uid.
    """

    uid: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    kind: str = ""
    domain: str = "azure"
    full_name: str = ""
    entry: str = ""
    summary: str = ""
    status: str = ""
    origin: str = ""
    overload: str = ""
    overload_names: Mapping[str, str] = field(default_factory=dict)
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Section:
    """An object with a section of its own.

    :param title: the heading.
    :param record: what is registered.
    :param blocks: the content.
    """

    title: str
    record: Record
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """The line that describes a member.

    :param name: the name of the member.
    :param prefix: what stands before the name: ``async``.
    :param parameters: the parameters; None for a member without a list of them.
    :param after: what stands after the parameters: the type of the result.
    :param source: the URL of the source.
    """

    name: str
    prefix: str = ""
    parameters: tuple[Inlines, ...] | None = None
    after: Inlines = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an object, with its description.

    :param signature: its signature.
    :param record: what is registered.
    :param blocks: the content.
    """

    signature: Signature
    record: Record
    blocks: tuple[Block, ...]


Block = (
    Prose
    | Code
    | Line
    | Badges
    | Notice
    | Facts
    | Table
    | Terms
    | Chain
    | Rubric
    | Group
    | Folded
    | Option
    | Section
    | Member
)


@dataclass(frozen=True)
class ReferencePage:
    """A reference page.

    :param kind: its kind, as in the first line of the file: ``AzureCLIGroup``.
    :param content: the object that the page is about.
    :param metadata: its metadata, in the form of front matter.
    :param problems: the defects of the YAML: the field, and the defect.
    :param listed: uid → name and URL, for the objects that the page refers to.
    """

    kind: str
    content: Section
    metadata: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[tuple[Path, Problem], ...] = ()
    listed: Mapping[str, Link] = field(default_factory=dict)

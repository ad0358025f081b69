"""Change the doctree of a cmdlet: parameters, their properties, and its syntax."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_id

from ...domain.azure import azure_domain
from ...domain.data import Item
from ...locale import translate as _
from ...page.context import PageContext
from ...reference.platyps import Property, is_cmdlet, is_module, properties
from ...renderer.code_languages import PLAIN
from ..reference.desc import describe
from ..reference.inlines import quote_uid

_LANGUAGE = "powershell"
_PAGE_CLASSES = ["azure-api", "azure-api-cmdlet"]


def describe_cmdlet(document: nodes.document, context: PageContext) -> None:
    """Describe the parameters of a cmdlet as objects, and register the cmdlet.

    :param document: the page; pages of other kinds are not changed.
    :param context: its context.
    """
    front_matter = {
        str(key).lower(): value for key, value in context.header.front_matter.items()
    }
    is_page = is_cmdlet(front_matter)
    page = next(iter(document.findall(nodes.section)), None)
    if page is None or not (is_page or is_module(front_matter)):
        return
    module = str(front_matter["module name"])
    name = page[0].astext().strip()
    env: BuildEnvironment = document.settings.env
    metadata_uid = context.metadata.uid if context.metadata else ""
    uid = metadata_uid or (f"{module}.{name}" if is_page else module)
    domain = azure_domain(env)
    kind, command = ("cmdlet", name) if is_page else ("module", "")
    names = {"name": name, "fullName": uid}
    summary = _first_text(page)
    item = Item(names, "", kind, command, summary)
    domain.note_items(env.docname, {uid: item})
    if not is_page:
        return
    page["classes"] += _PAGE_CLASSES
    if domain.is_default_version(env.docname) and page["ids"]:
        entries = [("single", name, page["ids"][0], "", None)]
        page.insert(1, addnodes.index("", entries=entries))
    page.insert(1, _module_fact(module, env.docname))
    for section in page.findall(nodes.section):
        title = section[0].astext().strip().lower()
        if title == "syntax":
            _highlight(section)
        elif title == "parameters":
            _describe_parameters(section, name, document)


def _first_text(page: nodes.section) -> str:
    """Return the first paragraph of a page, for tables on other pages."""
    paragraph = next(iter(page.findall(nodes.paragraph)), None)
    return " ".join(paragraph.astext().split()) if paragraph is not None else ""


def _module_fact(module: str, docname: str) -> nodes.field_list:
    link = addnodes.pending_xref(
        "",
        nodes.inline(module, module, classes=["xref", "azure"]),
        refdomain="azure",
        reftype="uid",
        reftarget=quote_uid(module),
        refdoc=docname,
        refexplicit=True,
        refwarn=False,
        xref="type",
    )
    return _field_list([(_("Module"), nodes.paragraph("", "", link))])


def _highlight(section: nodes.section) -> None:
    """Highlight the syntax of a cmdlet, whose code blocks name no language."""
    for block in section.findall(nodes.literal_block):
        if block.get("language", PLAIN) in (PLAIN, "none", "default"):
            block["language"] = _LANGUAGE


def _describe_parameters(
    section: nodes.section, program: str, document: nodes.document
) -> None:
    for parameter in list(section.children):
        if not isinstance(parameter, nodes.section):
            continue
        name = parameter[0].astext().strip()
        block = next(_blocks(parameter), None)
        if not name.startswith("-") or block is None:
            continue
        found = properties(block.astext())
        if found is None:
            continue
        section.replace(parameter, _option(parameter, block, found, program, document))


def _blocks(parameter: nodes.section) -> Iterator[nodes.literal_block]:
    """Yield the code blocks in YAML, the last first: examples come before it."""
    blocks = (b for b in parameter.children if isinstance(b, nodes.literal_block))
    yield from (b for b in reversed(list(blocks)) if b.get("language") == "yaml")


def _option(
    parameter: nodes.section,
    block: nodes.literal_block,
    found: list[Property],
    program: str,
    document: nodes.document,
) -> addnodes.desc:
    """Return the description of a parameter, with the anchors of its heading."""
    name = parameter[0].astext().strip()
    parameter.replace(block, _field_list(list(_rows(found))))
    signature = addnodes.desc_signature("", "", classes=["std", "option"])
    signature += addnodes.desc_name(name, name)
    signature["ids"] = [*parameter["ids"]]
    for id_ in parameter["ids"]:
        document.ids[id_] = signature
    env: BuildEnvironment = document.settings.env
    own = make_id(env, document, f"cmdoption-{program}", name)
    signature["ids"].insert(0, own)
    document.ids[own] = signature
    aliases = [v for p in found if p.label.lower() == "aliases" for v in p.values]
    signature["allnames"] = [name, *(f"-{alias.lstrip('-')}" for alias in aliases)]
    if azure_domain(env).is_default_version(env.docname):
        for option in signature["allnames"]:
            env.domains.standard_domain.add_program_option(
                program, option, env.docname, own
            )
    content = addnodes.desc_content("", *parameter.children[1:])
    return describe("std", "option", signature, content)


def _rows(found: list[Property]) -> Iterator[tuple[str, nodes.paragraph]]:
    for entry in found:
        paragraph = nodes.paragraph()
        for index, value in enumerate(entry.values):
            if index:
                paragraph += nodes.Text(", ")
            kind = nodes.literal if entry.is_code else nodes.inline
            paragraph += kind(value, value)
        yield entry.label, paragraph


def _field_list(rows: list[tuple[str, nodes.paragraph]]) -> nodes.field_list:
    found = nodes.field_list(classes=["azure-api-facts"])
    for label, value in rows:
        body = nodes.field_body("", value)
        found += nodes.field("", nodes.field_name(label, label), body)
    return found

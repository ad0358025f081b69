"""Reference pages from API YAML and PlatyPS: what they show, and what is registered."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from sphinx import addnodes

from sphinx_azuredocs.docset.versions import read_versions
from sphinx_azuredocs.links.uids import learn_path
from sphinx_azuredocs.reference.anchors import anchors, fragment
from sphinx_azuredocs.reference.platyps import properties
from sphinx_azuredocs.reference.schemas import SCHEMAS, read_reference_page
from sphinx_azuredocs.reference.signature import parameter_names

from .conftest import Build, Built
from .independent.api_fuzz import WAYS, changed, fields
from .independent.api_yaml import Page, defects, read

CLI = """\
### YamlMime:AzureCLIGroup
uid: az_gate
name: az gate
summary: Manage gates. See [others](https://example.com).
status: Preview
sourceType: Core
commands:
- az_gate_open
- az_gate_lost
directCommands:
- uid: az_gate_open
  name: az gate open
  summary: Open a gate of <registry name>, use --debug.
  status: GA
  sourceType: Extension
  editLink: https://example.com/edit
  syntax: >-
    az gate open --name
                 [--since {a, "b"}]
  examples:
  - summary: Open *all*.
    syntax: az gate open --name "a--b"
  requiredParameters:
  - isRequired: true
    name: --name -n
    summary: The name.
  optionalParameters:
  - name: --since
    defaultValue: 2026-01-31
    acceptedValues: 2026-01-31, No, =
    valueFrom: az gate list
    groupName: Time Arguments
  globalParameters:
  - name: --debug
    defaultValue: "False"
    summary: Show logs.
"""
MANAGED = """\
#YamlMime:ManagedReference
items:
- uid: Contoso.Cat`1
  id: Cat`1
  commentId: T:Contoso.Cat`1
  name: Cat<T>
  nameWithType: Cat<T>
  fullName: Contoso.Cat<T>
  type: Class
  langs: [csharp, vb]
  namespace: Contoso
  assemblies: [Contoso]
  summary: A <xref href="System.Object" data-throw-if-not-resolved="false"></xref>.
  syntax:
    content: 'public class Cat<T>'
    content.vb: Public Class Cat(Of T)
    typeParameters:
    - id: T
      description: The food.
  inheritance: [System.Object]
- uid: Contoso.Cat`1.Eat(`0,System.Int32[])
  id: Eat
  name: Eat(T, int[])
  nameWithType: Cat<T>.Eat(T, int[])
  fullName: Contoso.Cat<T>.Eat(T, int[])
  type: Method
  source:
    remote: {path: src/Cat.cs, branch: main, repo: https://github.com/contoso/cats.git}
    startLine: 11
  summary: Eats.
  syntax:
    content: public void Eat(T food, int[] grams)
    parameters:
    - {id: food, type: '{T}', description: The food.}
    - {id: grams, type: 'System.Int32[]'}
  overload: Contoso.Cat`1.Eat*
  exceptions:
  - {type: System.ArgumentException, description: Not hungry.}
- uid: Contoso.Cat`1.op_Equality
  name: operator ==
  name.vb: =
  type: Operator
references:
- {href: 'https://learn.microsoft.com/dotnet/api/system.object', name: object,
   isExternal: true, uid: System.Object}
- uid: System.Int32[]
  name: int[]
  spec.csharp:
  - {uid: System.Int32, name: int, isExternal: true}
  - {name: '['}
  - {name: ']'}
- {uid: '{T}', name: T, definition: T}
- {uid: 'Contoso.Cat`1.Eat*', name: Eat, fullName: Contoso.Cat<T>.Eat}
- {uid: System.ArgumentException, name: ArgumentException, href: Foo.html#x}
"""
PYTHON = """\
### YamlMime:PythonClass
uid: contoso.Cat
name: Cat
fullName: contoso.Cat
module: contoso
inheritances: [builtins.object]
summary: A cat.
constructor:
  syntax: 'Cat(name: str)'
methods:
- uid: contoso.Cat.eat
  name: eat
  signature: 'eat(food: str, *, at=<object at 0x1, "a">, **kwargs) -> None'
  summary: Eats.
  parameters:
  - name: food
    isRequired: true
    types: ['<xref:str>', '<xref:list>[<xref:contoso.Cat>]']
  return: {types: ['<xref:None>']}
"""
SCRIPT = """\
### YamlMime:TSType
uid: '@contoso/cats.Cat'
name: Cat
fullName: Cat
package: '@contoso/cats'
type: class
remarks: ''
methods:
- uid: '@contoso/cats.Cat.eat'
  name: eat(string)
  fullName: eat(string)
  syntax:
    content: 'eat(food: string): Promise<Cat>'
    parameters: [{id: food, type: string, description: Food.}]
    return: {type: 'Promise&lt;<xref uid="@contoso/cats.Cat" />&gt;', description: ''}
inheritedMethods:
- uid: '@contoso/pets.Pet.sleep'
  name: sleep()
  summary: Sleeps.
"""
REST = """\
### YamlMime:RESTOperation
uid: contoso.cats.put
name: Put
service: Cats
apiVersion: 2026-01-31
paths: [{content: 'PUT https://example.com/cats/{id}'}]
uriParameters:
- name: On
  in: path
  isRequired: true
  description: The <cat id>.
  types: [{uid: string}]
responses:
- {name: 200 OK, description: Done., types: [{uid: Cat, isArray: true}]}
definitions:
- {name: Cat, description: A cat., properties: [{name: age, types: [{uid: integer}]}]}
examples:
- name: One
  request: {uri: PUT https://example.com/cats/1, body: '{"a": "b--c"}'}
  responses: [{statusCode: '200', body: '{"ok": true}'}]
"""
JAVA = """\
### YamlMime:JavaType
uid: com.contoso.Cat
name: Cat
fullName: com.contoso.Cat
nameWithType: Cat
package: com.contoso
summary: A Cat<wbr>Class.
desc: A CatClass, whole.
syntax: class <xref href="com.contoso.Cat?text=Cat" /> </br> extends **Pet**
methods:
- uid: com.contoso.Cat.<T>eat(T)
  name: <T>eat(T food)
  nameWithType: Cat.<T>eat(T food)
  fullName: com.contoso.Cat.<T>eat(T food)
  syntax: public <T> void eat(T food)
  parameters: [{name: food, type: '<xref href="T?alt=T&text=T" />'}]
"""
API = """\
### YamlMime:ApiPage
title: Class Dog
languageId: csharp
body:
- api1: Class Dog
  id: Contoso_Dog
  metadata: {uid: Contoso.Dog, commentId: T:Contoso.Dog}
- facts:
  - {name: Namespace, value: {text: Contoso, url: Contoso.html}}
- markdown: A *dog*.
- h2: Methods
- api3: Bark()
  id: Contoso_Dog_Bark
  deprecated: Use **Woof**.
  metadata: {uid: Contoso.Dog.Bark}
- code: public void Bark()
- parameters:
  - {name: times, type: [int, '?'], default: '1', description: How often.}
"""
CMDLET = """\
---
external help file: Gates-help.xml
Module Name: Gates
schema: 2.0.0
---
# Open-Gate

## SYNOPSIS
Opens a gate.

## SYNTAX

### Path (Default)

```
Open-Gate [-Path] <String>
```

## PARAMETERS

### -Path

The path.

```yaml
Type: System.String
Parameter Sets: (All)
Aliases: FullName

Required: True
Position: 0
Default value: None
```

### CommonParameters
As usual.
"""
LINKS = """\
# Links

<xref:az_gate_open> <xref:Contoso.Cat%601.Eat> <xref:contoso.Cat.eat>
[put](xref:contoso.cats.put) [t](xref:@contoso/cats.Cat) <xref:Gates.Open-Gate>
<xref:Contoso.Dog.Bark>

```{eval-rst}
:option:`az gate open --name` :option:`Open-Gate -FullName` :py:meth:`contoso.Cat.eat`
:azure:command:`az gate open` :js:class:`@contoso/cats.Cat`
```
"""
FILES = {
    "cli.yml": CLI,
    "managed.yml": MANAGED,
    "python.yml": PYTHON,
    "script.yml": SCRIPT,
    "rest.yml": REST,
    "java.yml": JAVA,
    "api.yml": API,
    "cmdlet.md": CMDLET,
    "index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n",
}
SETTINGS: dict[str, Any] = {
    "azuredocs_dialects": {"cmdlet": "learn", "links": "myst"},
    "html_theme": "basic",
}


@pytest.fixture(scope="module")
def project(build_once: Build) -> Built:
    return build_once({**FILES, "links.md": LINKS}, **SETTINGS)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yml")])
def test_nothing_of_a_file_is_lost(project: Built, name: str) -> None:
    source = read(project.srcdir / name)
    page = Page(project.output(f"{name.removesuffix('.yml')}.html"))
    assert list(defects(source, page)) == []
    assert source.uids


def test_warnings(project: Built) -> None:
    assert project.warnings == [
        "cli.yml:9: WARNING: nothing has the uid 'az_gate_lost', which is listed here; "
        "remove it [azuredocs.yaml]"
    ]


def test_links(project: Built) -> None:
    html = project.body("links")
    found = {
        url: re.sub(r"<[^>]+>", "", text).replace("&#64;", "@")
        for url, text in re.findall(r'href="([^"#][^"]+)"[^>]*>(.*?)</a>', html)
    }
    assert found == {
        "cli.html#az_gate_open": "az gate open",
        "managed.html#Contoso_Cat_1_Eat_": "Eat",
        "python.html#contoso_Cat_eat": "contoso.Cat.eat()",
        "rest.html": "put",
        "script.html": "t",
        "script.html#_contoso_cats_Cat": "@contoso/cats.Cat",
        "cmdlet.html": "Open-Gate",
        "api.html#Contoso_Dog_Bark": "Bark()",
        "cli.html#cmdoption-az-gate-open-name": "az gate open --name",
        "cmdlet.html#cmdoption-Open-Gate-Path": "Open-Gate -FullName",
    }


def test_a_page_of_the_cli(project: Built) -> None:
    html, text = project.body("cli"), project.text("cli")
    assert "<registry name>, use --debug." in text.replace("&lt;", "<").replace(
        "&gt;", ">"
    )
    assert "example.com/edit" not in html
    assert ">2026-01-31<" in html
    assert '<section id="az_gate_open">' in html
    assert 'id="az-gate-open-required-parameters"' in html
    assert "<details><summary>Global Parameters</summary>" in html
    assert text.count("Preview") == 1


def test_options_are_not_searched(project: Built) -> None:
    std = project.app.env.domains.standard_domain
    found = {o[0]: o[5] for o in std.get_objects() if o[2] == "cmdoption"}
    assert found["az-gate-open.--name"] == found["az-gate-open.-n"] == -1
    assert "cmdoption" not in project.output("searchindex.js")
    contents = project.app.env.tocs["cli"].astext()
    assert "--name" not in contents
    assert "az gate open" in contents


def test_options_of_a_page_are_discarded_with_it(project: Built) -> None:
    std = project.app.env.domains.standard_domain
    before = dict(std.progoptions)
    std.clear_doc("cli")
    after = dict(std.progoptions)
    std.progoptions.update(before)
    assert {page for page, _anchor in after.values()} == {"cmdlet"}
    assert std.progoptions == before


def test_a_page_of_net(project: Built) -> None:
    html, text = project.body("managed"), project.text("managed")
    assert "Public Class" not in text
    assert "T:Contoso" not in text
    assert 'href="https://learn.microsoft.com/dotnet/api/system.object"' in html
    assert "https://github.com/contoso/cats/blob/main/src/Cat.cs#L12" in html
    headings = re.findall(r"<h(\d)[^>]*>([^<]*)", html)
    assert [title for level, title in headings if level in "12"] == [
        "Class Cat&lt;T&gt;",
        "Type Parameters",
        "Inheritance",
        "Methods",
        "Operators",
    ]
    desc = next(iter(project.doctree("managed").findall(addnodes.desc)))
    assert (desc["domain"], desc["objtype"]) == ("cs", "method")


def test_a_page_of_python(project: Built) -> None:
    text = project.text("python")
    assert "eat ( food , * , at , ** kwargs )" in text.replace("**kwargs", "** kwargs")
    assert "str or list [ contoso.Cat ]" in text
    assert "contoso.Cat.eat" in project.app.env.domains.python_domain.objects


def test_types_of_rest_are_links(project: Built) -> None:
    html = project.body("rest")
    assert '<a class="reference internal" href="#cat">Cat</a>[]' in html
    assert 'id="cat"' in html
    assert "&lt;cat id&gt;" in html


def test_blocks_of_an_api_page(project: Built) -> None:
    text = project.text("api")
    assert "Use Woof ." in text
    assert text.index("Methods") < text.index("Bark()") < text.index("How often")


def test_a_cmdlet(project: Built) -> None:
    html, text = project.body("cmdlet"), project.text("cmdlet")
    assert (
        '<dt class="std option sig sig-object" id="cmdoption-Open-Gate-Path">' in html
    )
    assert "highlight-powershell" in html
    assert "Parameter Sets : (All)" in text
    assert 'id="commonparameters"' in html


def test_inventory_and_map(project: Built) -> None:
    content = yaml.safe_load(project.output("xrefmap.yml"))
    found = {entry["uid"]: entry for entry in content["references"]}
    assert found["Contoso.Cat`1.Eat*"]["href"] == "managed.html#Contoso_Cat_1_Eat_"
    assert found["Contoso.Cat`1"]["href"] == "managed.html"
    assert found["Contoso.Cat`1.op_Equality"]["name"] == "operator =="
    assert "@contoso/pets.Pet.sleep" not in found
    assert "Contoso.Cat`1.Eat*" in {
        name for name, *_rest in project.app.env.get_domain("azure").get_objects()
    }


@pytest.mark.parametrize("builder", ["text", "man", "latex", "gettext", "epub"])
def test_other_builders(build: Build, builder: str) -> None:
    built = build(FILES, builder, **SETTINGS)
    assert [w for w in built.warnings if "is listed here" not in w] == []


def test_ids_in_epub(build: Build) -> None:
    built = build(FILES, "epub", **SETTINGS)
    html = built.output("managed.xhtml")
    assert 'id="Contoso_Cat_1_Eat__0_System_Int32___"' in html
    assert not re.search(r' id="[^"]*[^\w."-][^"]*"', html)


def test_a_second_project(build: Build, project: Built) -> None:
    outdir = str(project.app.outdir)
    text = (
        "# Others\n\n<xref:contoso.Cat.eat> <xref:az_gate_open> {any}`contoso.Cat`\n\n"
        "{option}`az-gate-open.--name` {azure:uid}`Contoso.Dog`\n"
        "{external:option}`az gate open --name`\n"
    )
    built = build(
        {"others.md": text},
        extensions=("sphinx_azuredocs", "sphinx.ext.intersphinx"),
        azuredocs_dialects={"others": "myst"},
        intersphinx_mapping={
            "cats": ("https://example.com/", f"{outdir}/objects.inv"),
        },
    )
    html = built.body("others")
    for target in (
        "python.html#contoso_Cat_eat",
        "cli.html#az_gate_open",
        "python.html",
        "api.html",
        "cli.html#cmdoption-az-gate-open-name",
    ):
        assert f"https://example.com/{target}" in html


GROUPS = """{"build": {"content": [
{"files": ["**/*.yml", "**/*.md"], "src": "new", "dest": "", "group": "new"},
{"files": ["**/*.yml", "**/*.md"], "src": "old", "dest": "", "group": "old"}],
"groups": {"new": {"moniker_range": "gate-2.0", "dest": "v2"},
"old": {"moniker_range": "gate-1.0", "dest": "v1"}}}}"""
ARTICLE = """\
# Article %s

<xref:az_gate_open> [cli](/gates/cli) [v1](/gates/cli?view=gate-1.0)
<xref:az_gate_open?view=gate-2.0>

::: moniker range=">= gate-2.0"
Only new.
::: moniker-end
"""


def test_versions(build: Build) -> None:
    files = {"docfx.json": GROUPS}
    for folder in ("new", "old"):
        files[f"{folder}/cli.yml"] = CLI.replace("- az_gate_lost\n", "")
        files[f"{folder}/article.md"] = ARTICLE % folder
        files[f"{folder}/toc.yml"] = "- uid: az_gate\n- href: article.md\n  name: A\n"
    built = build(files, azuredocs_docsets={".": "/gates"}, html_baseurl="https://a.b/")
    assert built.warnings == []
    new, old = (built.body(f"{name}/article") for name in ("new", "old"))
    links = r'href="([^"]+)"><span class="(?:xref|std)|internal" href="([^"#][^"]+)"'

    def targets(html: str) -> list[str]:
        return ["".join(found) for found in re.findall(links, html)]

    assert targets(new) == [
        "cli.html#az_gate_open",
        "cli.html",
        "../old/cli.html",
        "cli.html#az_gate_open",
    ]
    assert targets(old) == [
        "cli.html#az_gate_open",
        "cli.html",
        "cli.html",
        "../new/cli.html#az_gate_open",
    ]
    assert "Only new." in new
    assert "Only new." not in old
    assert "Applies to" not in new
    assert '<nav class="azure-versions"' in new
    assert '<a href="../new/article.html">gate-2.0</a>' in old
    canonical = '<link rel="canonical" href="https://a.b/new/article.html"'
    assert canonical in built.output("old/article.html")
    names = {o[0] for o in built.app.env.get_domain("azure").get_objects()}
    assert {"az_gate_open", "az_gate_open?view=gate-1.0"} <= names
    found = built.output("searchindex.js")
    assert "Article new" in found
    assert "Article old" not in found
    options = built.app.env.domains.standard_domain.progoptions.values()
    assert {page for page, _anchor in options} == {"new/cli"}
    assert '"old/cli.html#az_gate_open"' in built.output("v1/xrefmap.yml")


OVERWRITE = """\
---
uid: Contoso.Cat`1
summary: A *new* summary.
remarks: *content
---
The remarks, with [a link](https://example.com).

---

Below a line.
---
uid: Contoso.Cat`1.Eat(`0,System.Int32[])
syntax:
  parameters:
  - id: grams
    description: The grams.
---
Conceptual text.
"""


def test_overwrite_files(build: Build) -> None:
    docfx = """{"build": {"content": [{"files": ["api/*.yml"]}],
    "overwrite": [{"files": ["overwrites/*.md"]}]}}"""
    text = OVERWRITE.replace("remarks: *content", "remarks: '*content'")
    files = {"docfx.json": docfx, "api/cat.yml": MANAGED, "overwrites/cat.md": text}
    built = build(files)
    text = built.text("api/cat")
    assert "A new summary." in text
    assert "Remarks" in text
    assert "Below a line." in text
    assert "The food." in text
    assert "The grams." in text
    assert text.index("Eats.") < text.index("Conceptual text.")


def test_a_uid_of_two_pages_is_reported(build: Build) -> None:
    built = build({"a.yml": MANAGED, "b.yml": MANAGED})
    found = [w for w in built.warnings if "too, which references" in w]
    lines = [
        f"b.yml:{number}:"
        for number, line in enumerate(MANAGED.split("references:")[0].split("\n"), 1)
        if line.startswith("- uid: ")
    ]
    assert [w.partition(" WARNING: the uid ")[0] for w in found] == lines


NAMESPACE = """\
### YamlMime:ManagedReference
items:
- uid: Contoso
  name: Contoso
  type: Namespace
  children: [Contoso.Cat`1, Contoso.Food, Contoso.Lost]
references:
- {uid: Contoso.Lost, name: Lost}
"""
FOOD = """\
### YamlMime:ManagedReference
items:
- {uid: Contoso.Food, name: Food, type: Enum, summary: A *kind* of food.}
- uid: Contoso.Food.Fish
  name: Fish
  type: Field
  syntax: {content: Fish = 1}
"""


def test_a_namespace(build: Build) -> None:
    files = {"cat.yml": MANAGED, "food.yml": FOOD, "n.yml": NAMESPACE}
    built = build(files)
    text = built.text("n")
    order = ["Classes", "Cat<T>", "Enums", "Food", "A kind of food.", "Members", "Lost"]
    text = text.replace("&lt;", "<").replace("&gt;", ">")
    places = [text.index(word, text.index("Namespace Contoso")) for word in order]
    assert places == sorted(places)
    assert "Fish = 1" in built.text("food")
    changed_food = FOOD.replace("type: Enum", "type: Struct")
    built = build({**files, "food.yml": changed_food}, srcdir=built.srcdir)
    assert "Structs" in built.text("n")


def test_sites_of_other_products(build: Build) -> None:
    sites = {"System.": "https://learn.microsoft.com/dotnet/api/"}
    built = build({"cat.yml": MANAGED}, azuredocs_api_sites=sites)
    html = built.body("cat")
    assert 'href="https://learn.microsoft.com/dotnet/api/system.int32">' in html
    assert 'dotnet/api/system.argumentexception">' in html
    assert learn_path("A.B`2.#ctor(System.Int32)") == "a.b-2.-ctor"


def test_ranges_of_monikers() -> None:
    build = {
        "groups": {
            "a": {"moniker_range": "gate-1.9 || gate-2.0"},
            "b": {"moniker_range": "gate-1.10"},
            "c": {"moniker_range": ">= gate-1.10"},
            "latest": {"moniker_range": "other"},
        }
    }
    versions = read_versions(build, ["a", "b", "c", "latest", ""])
    assert versions.of("c") == {"gate-1.10", "gate-2.0"}
    assert versions.in_range("< gate-1.10 || other") == {"gate-1.9", "other"}
    assert versions.default() == "other"
    assert versions.default("gate-1.9") == "gate-1.9"
    assert read_versions({}, ["a"]).monikers == ()


def test_anchors() -> None:
    assert fragment("excel!Excel.Range#getCell:member(1)") == (
        "excel-excel-range-getcell-member(1)"
    )
    assert anchors("Contoso.Cat`1.Eat*") == ("Contoso_Cat_1_Eat_", "contoso-cat1-eat*")
    assert anchors("", "own") == ("own",)


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("f()", []),
        ("f(a, b: dict[str, int] = {1: (2, 3)}, *, c='x, y') -> None", None),
        ("f(a=<object at 0x1>, *args, **kwargs)", ["a", "*args", "**kwargs"]),
        ("f(a=(", ["a"]),
        ("name", None),
    ],
)
def test_parameter_names(signature: str, names: list[str] | None) -> None:
    expected = ["a", "b", "*", "c"] if "dict" in signature else names
    assert parameter_names(signature) == expected


def test_properties_of_the_version_of_2024() -> None:
    text = (
        "Type: System.String\nDefaultValue: None\nAliases: [A, B]\nParameterSets:\n"
        "- Name: (All)\n  Position: 0\n  IsRequired: false\n"
    )
    found = {p.label: p.values for p in properties(text) or []}
    assert found == {
        "Type": ("System.String",),
        "Default value": ("None",),
        "Aliases": ("A", "B"),
        "Parameter Sets": ("Name: (All); Position: 0; Required: false",),
    }
    assert properties("a: b") is None
    assert properties("Type: a\nx: [") is not None


def kinds() -> dict[str, Any]:
    """The kind and the YAML of a file of each schema."""
    found = {}
    for text in FILES.values():
        if kind := text.partition("\n")[0].partition("YamlMime:")[2]:
            found[kind] = yaml.load(text, yaml.BaseLoader)
    return found


@pytest.mark.parametrize("kind", kinds())
def test_changed_fields(kind: str) -> None:
    """No change of a field raises an exception."""
    value = kinds()[kind]
    for path in fields(value):
        for way in range(WAYS):
            page = read_reference_page(kind, changed(value, path, way))
            assert page.content.title


def test_pages_with_changed_fields(build: Build) -> None:
    """Every changed page is made; every defect is one warning at a line."""
    files = {}
    for kind, value in kinds().items():
        for number, path in enumerate(fields(value)):
            if number % 4 == 0:
                text = yaml.safe_dump(changed(value, path, number // 4 % WAYS))
                files[f"{kind.lower()}{number}.yml"] = f"### YamlMime:{kind}\n{text}"
    built = build(files, suppress_warnings=["toc", "azuredocs.xref"])
    assert len(files) > 60
    for name in files:
        assert "<h1>" in built.body(name.removesuffix(".yml"))
    ours = [w for w in built.warnings if "azuredocs.yaml" in w]
    assert all(re.match(r"\w+\.yml:\d+: WARNING: ", warning) for warning in ours)
    assert len(ours) == len(set(ours))


def test_every_schema_reads_an_empty_mapping() -> None:
    for kind in SCHEMAS:
        assert read_reference_page(kind, {}).content.title is not None

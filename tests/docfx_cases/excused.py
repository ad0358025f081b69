"""The cases that differ from docfx, with the reason for each."""

from __future__ import annotations

EXCUSED = {
    "CodeSnippetTest.CodeSnippetNotFound": (
        "docfx shows a box that does not name the missing file. Here the source stays, "
        "and a warning names the line."
    ),
    "CodeSnippetTest.CodeSnippetShouldNotWorkInParagraph": (
        "The link names a missing file. docfx leaves a dead link. Here its text stays, "
        "and a warning names the line."
    ),
    "GeneralTest.TestDfmInGeneral#16": (
        "A reference names an unknown uid. docfx reports it when it builds the site, "
        "after this test. Here it is reported at once."
    ),
    "GeneralTest.TestDfm_EncodeInStrongEM": (
        "docfx passes `<abc>` on to browsers, which show nothing. Here a placeholder "
        "is text."
    ),
    "GeneralTest.TestDfmTagValidate": (
        "A heading contains a block of code. Headings of a doctree hold only inline "
        "content, so here it is inline code."
    ),
    "GeneralTest.TestAllExtensions": (
        "Links to missing pages are dead links in docfx. Here they are text, with a "
        "warning. docfx leaves the page's title to the template. Here the title is the "
        "heading."
    ),
    "ImageTest.ComplexImageTestBlockGeneral": (
        "docfx shows the Markdown source of a long description. Here the description "
        "is rendered."
    ),
    "VideoTest.VideoTestBlockGeneral#1": (
        "docfx appends `nocookie=true` to a URL that already has it."
    ),
    "NolocTest.NolocTest_Invalid#3": (
        "`:::No-loc` stays as it is written in both. Here a warning reports the "
        "unknown construct."
    ),
    "XrefTest.XrefTestGeneral": (
        "An `<xref alt=…>` with an unknown uid shows its `alt`, as docfx's own build "
        "does after its Markdown engine."
    ),
    "ConceptualDocumentProcessorTest."
    "ProcessMarkdownFileWithBreakLinkInTokenShouldSucceed": (
        "The link names a missing page. docfx leaves a dead link. Here its text stays, "
        "and a warning names the line in the include."
    ),
    "InclusionTest.TestBlockLevelInclusion_General": (
        "docfx turns an incomplete include into a broken link. Here it stays as it is "
        "written, with a warning."
    ),
    "InclusionTest.TestInlineLevelInclusion_Block": (
        "docfx shows the number signs of a heading that is included within a line. "
        "Here only its text is shown, with a warning, and a space separates two "
        "paragraphs."
    ),
    "InclusionTest.TestBlockLevelInclusionWithSameFile#1": (
        "docfx writes links without text, which readers cannot perceive. Here each "
        "shows the title of its target, and links without a target are reported. A "
        "link to the page itself is `#`."
    ),
    "InclusionTest.TestBlockLevelInclusionWithSameFile#2": (
        "Another page includes the same file. Links without text and target are "
        "reported, and links to pages are relative to the including page."
    ),
    "MarkdigServiceTest.MarkdigServiceTest_ParseInline": (
        "Programs that call docfx's engine can read a page as one line of text. No "
        "page of a site is read like this, and here `# I am a heading` is a heading."
    ),
}
"""Id → why the output of this extension is better."""

NOT_YET: dict[str, str] = {}
"""Id → what it needs."""

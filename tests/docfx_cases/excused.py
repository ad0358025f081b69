"""The cases that differ, one by one: where ours is better, and what is not done yet."""

from __future__ import annotations

EXCUSED = {
    "CodeSnippetTest.CodeSnippetNotFound": (
        "docfx shows a box that does not say which file is missing; here what was "
        "written stays, and a warning names the line."
    ),
    "CodeSnippetTest.CodeSnippetShouldNotWorkInParagraph": (
        "The link names a file that is not there. docfx leaves a dead link; here its "
        "text stays, and a warning names the line."
    ),
    "GeneralTest.TestDfmInGeneral#16": (
        "A uid that nothing has: docfx says so when it builds the site, after this "
        "test; here it is said at once."
    ),
    "GeneralTest.TestDfm_EncodeInStrongEM": (
        "docfx hands `<abc>` on to browsers, which show nothing; here a placeholder is "
        "text."
    ),
    "GeneralTest.TestDfmTagValidate": (
        "A block of code in a heading: headings of documents hold text, so it is code "
        "in the line."
    ),
    "GeneralTest.TestAllExtensions": (
        "Links to pages that are not there are dead links in docfx; here they are "
        "text, with a warning. The page's title, which docfx leaves to the template, "
        "is its heading."
    ),
    "ImageTest.ComplexImageTestBlockGeneral": (
        "docfx shows the Markdown of a long description as it is written; here it is "
        "rendered."
    ),
    "VideoTest.VideoTestBlockGeneral#1": (
        "docfx appends `nocookie=true` to a URL that has it."
    ),
    "NolocTest.NolocTest_Invalid#3": (
        "`:::No-loc` stays as it is written in both; here a warning says that it means "
        "nothing."
    ),
    "XrefTest.XrefTestGeneral": (
        "An `<xref alt=…>` that nothing resolves shows its `alt`, as docfx's own build "
        "does after its Markdown engine."
    ),
    "ConceptualDocumentProcessorTest."
    "ProcessMarkdownFileWithBreakLinkInTokenShouldSucceed": (
        "The link names a page that is not there. docfx leaves a dead link; here its "
        "text stays, and a warning names the line of the include."
    ),
    "InclusionTest.TestBlockLevelInclusion_General": (
        "docfx makes half a link of an include that is not complete; here it stays as "
        "it is written, with a warning."
    ),
    "InclusionTest.TestInlineLevelInclusion_Block": (
        "docfx shows the marks of a heading in a line; here its words are shown, with "
        "a warning, and a space between two paragraphs."
    ),
    "InclusionTest.TestBlockLevelInclusionWithSameFile#1": (
        "docfx writes links without text, which nobody sees or hears; here the title "
        "of what they lead to is their text, and a warning names those that lead "
        "nowhere. A link to the page itself is `#`."
    ),
    "InclusionTest.TestBlockLevelInclusionWithSameFile#2": (
        "The same file in another page: links without text that lead nowhere are "
        "reported, and links to pages are relative to the page that they are on."
    ),
    "MarkdigServiceTest.MarkdigServiceTest_ParseInline": (
        "An option for programs that call docfx's engine, to read a page as one line "
        "of text; no page of a site is read so, and here `# I am a heading` is one."
    ),
}
"""Id → why ours is better."""

NOT_YET: dict[str, str] = {}
"""Id → what it needs."""

"""The cases that differ, one by one: where ours is better, and what is not done yet."""

from __future__ import annotations

_BY_SUFFIX = (
    "docfx writes no language where an include of code names none; here it is that of "
    "the file's suffix."
)
_LINE_ENDS = (
    "docfx's test compares without line ends, and expects a blank line that its file "
    "does not have."
)
_FIRST_RANK = (
    "A page without a heading of level 1: its first heading is that of the page, as "
    "Sphinx has it."
)

EXCUSED = {
    "RenderZoneTest.PivotInvalid": (
        "docfx makes one paragraph of the lines of `:::` that are left as text; here "
        "each is a paragraph, as each has its own warning. The words are the same."
    ),
    "RenderZoneTest.PivotInvalid2": (
        "docfx makes one paragraph of the lines of `:::` that are left as text; here "
        "each is a paragraph, as each has its own warning. The words are the same."
    ),
    "RenderZoneTest.TextAfterEndTag": (
        "docfx makes one paragraph of the lines of `:::` that are left as text; here "
        "each is a paragraph, as each has its own warning. The words are the same."
    ),
    "DocumentBuilderTest.TestBuild#10": (
        "docfx shows `<xref:invalid#anchor>` for a uid that it does not find; here the "
        "page shows the uid, so that no syntax is left in the text. Both report it."
    ),
    "CodeSnippetTest.CodeSnippetNotFound": (
        "docfx shows a box that does not say which file is missing; here what was "
        "written stays, and a warning names the line."
    ),
    "CodeSnippetTest.CodeSnippetShouldNotWorkInParagraph": (
        "The include of code stays as it is written in both; here a warning says that "
        "it needs a line of its own."
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
        "The page's title, which docfx leaves to the template, is its heading; the "
        "language of code is that of its file's suffix; uids that nothing has are "
        "reported; and the list of versions is a selector, not a list in a division."
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
    "CodeSnippetTest.CodeSnippetTagsShouldMatchCaseInsensitive": _BY_SUFFIX,
    "CodeSnippetTest."
    "CodeSnippetTagsShouldSucceedWhenDuplicateWithoutWarning": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#2": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#3": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#10": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#11": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#12": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#13": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#15": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#16": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#17": _BY_SUFFIX,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#20": _BY_SUFFIX,
    "LineNumberTest.LineNumberTest_CodeSnippet": _BY_SUFFIX,
    "CodeSnippetTest.Issue8777": _LINE_ENDS,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#4": _LINE_ENDS,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#5": _LINE_ENDS,
    "CodeSnippetTest.TestFencesBlockLevelWithQueryString#9": _LINE_ENDS,
    "TripleColonTest.TripleColonWithInMonikerTestBlockClosed": _FIRST_RANK,
    "TripleColonTest.TripleColonWithInMonikerTestBlockUnClosed": _FIRST_RANK,
}
"""Id → why ours is better."""


NOT_YET: dict[str, str] = {}
"""Id → what it needs."""

"""A page's visible text, all of it, in order, with what belongs to the report told from what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from khabar import ingest
from khabar.errors import ReportError
from khabar.ingest import webpage
from khabar.records import Ingested, Source

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Strike near Kirkuk | The Post</title>
<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
 "headline": "Strike &amp; fire near Kirkuk", "datePublished": "2020-01-03T10:22:00Z",
 "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "Omar Haddad"}], "publisher": {"name": "The Post"}}]}
</script><style>p {}</style></head><body class="has-sidebar">
<header><div class="logo">The Post</div><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
</header><div class="cookie-bar">We use cookies. <button>Accept</button></div>
<article><h1>Strike &amp; fire near Kirkuk</h1><p>By Jane Doe</p><time datetime="2020-01-03">3 January 2020</time>
<figure><img src="http://192.0.2.1/x.jpg" alt="a"><figcaption>Smoke rises over Kirkuk on Friday.</figcaption></figure>
<p>Twelve people were <b>killed</b> in a strike near&nbsp;Kirkuk on Friday, officials said.</p>
<div class="share-bar"><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<blockquote><p>We regret the loss of life and will look into it.</p></blockquote>
<h2>Background</h2><ul><li>The city was taken in 2014.</li><li>It was retaken in 2017.</li></ul>
<table><tr><th>Place</th><th>Killed</th></tr><tr><td>Kirkuk</td><td>12</td></tr></table>
<p style="display: none">Nobody sees this.</p><p hidden>Nor this.</p>
<p>The government did not comment.<br>It may do so on Saturday.</p>
<aside><h3>Related stories</h3><a href="/1">A strike killed three people in Mosul, police said.</a></aside></article>
<footer><p>Copyright 2020 The Post.</p></footer><script>var x = "<p>no</p>"</script></body></html>"""


def read(markup: str | bytes) -> Ingested:
    data = markup if isinstance(markup, bytes) else markup.encode("utf-8", "surrogatepass")
    return ingest.read(Source("page.html", data, "html"))


def shown(result: Ingested) -> list[str]:
    return [f"{s.kind}: {result.report.text[s.start : s.end].strip()}" for s in result.segments]


def test_a_page_of_news() -> None:
    assert shown(read(PAGE)) == [
        "boilerplate: The Post\n\nHome\n\nWorld\n\nWe use cookies.\n\nAccept",
        "title: Strike & fire near Kirkuk",
        "boilerplate: By Jane Doe\n\n3 January 2020",
        "caption: Smoke rises over Kirkuk on Friday.",
        "body: Twelve people were killed in a strike near Kirkuk on Friday, officials said.",
        "boilerplate: Facebook Twitter",
        "block_quote: We regret the loss of life and will look into it.",
        "title: Background",
        "list: The city was taken in 2014.\n\nIt was retaken in 2017.\n\nPlace | Killed\n\nKirkuk | 12",
        "body: The government did not comment.\nIt may do so on Saturday.",
        "boilerplate: Related stories\n\nA strike killed three people in Mosul, police said.\n\nCopyright 2020 The Post.",
    ]


def test_metadata_of_a_page() -> None:
    report = read(PAGE).report
    assert (report.title, report.byline, report.outlet) == (
        "Strike & fire near Kirkuk",
        "Jane Doe, Omar Haddad",
        "The Post",
    )
    assert (report.published, report.published_from) == ("2020-01-03T10:22:00+00:00", "metadata")
    assert report.extractor == "webpage/1"


def test_metadata_from_meta_elements() -> None:
    head = """<title>Rockets hit base - The Post</title><meta property="og:site_name" content="The Post">
    <meta name="author" content="A. Writer"><meta property="article:published_time" content="2020-01-04">"""
    report = read(f"<head>{head}</head><body><p>Three rockets hit an air base on Friday, officers said.</p>").report
    assert (report.title, report.outlet, report.byline) == ("Rockets hit base", "The Post", "A. Writer")
    assert (report.published, report.published_from) == ("2020-01-04", "metadata")


def test_the_outlet_from_the_address() -> None:
    head = '<link rel="canonical" href="https://www.reuters.com/world/x">'
    report = read(f"<head>{head}</head><body><p>Three rockets hit an air base on Friday, officers said.</p>").report
    assert (report.outlet, report.genre) == ("Reuters", "wire")


@pytest.mark.parametrize(
    "script", ["{", "[" * 50_000, '{"@type": "NewsArticle", "author": {"name": []}}', "null", '"x"', "NaN"]
)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    page = f'<script type="application/ld+json">{script}</script><p>Three rockets hit an air base on Friday.</p>'
    assert read(page).report.text == "Three rockets hit an air base on Friday."


def test_the_map_leads_to_the_visible_text() -> None:
    report = read(PAGE).report
    assert "near\xa0Kirkuk on Friday" in report.source_text
    for run in report.original_map:
        clean = report.text[run.clean : run.clean + run.length]
        assert clean == report.source_text[run.original : run.original + run.length]


def test_element_paths_lead_to_the_elements() -> None:
    result = read(PAGE)
    tree = etree.fromstring(PAGE.encode(), etree.HTMLParser(encoding="utf-8"))
    for locator in result.locators:
        (element,) = tree.xpath(locator.value)
        words = result.report.text[locator.start : locator.end].split(" | ")[0]
        assert " ".join(words.split()) in " ".join("".join(element.itertext()).split())


def test_declared_windows_1252() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Yes”, said the café’s owner on Monday.'
    assert read(page.encode("cp1252")).report.text == "“Yes”, said the café’s owner on Monday."


def test_furniture_by_class_names_gives_way_where_it_would_take_the_text() -> None:
    prose = "Three rockets hit an air base on Friday, two officers said there."
    page = f'<div class="widget sidebar"><p>{prose}</p><p>{prose}</p></div>'
    assert [s.kind for s in read(page).segments] == ["body"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("just words, no mark-up at all", "just words, no mark-up at all"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<pre>one\n two\n\nthree</pre>", "one\ntwo\n\nthree"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", "a <b> & c"),
        ("<p>a<!-- unseen -->b</p>", "ab"),
        ("<p>one of x\x00y\x01z and more of it</p>", "one of x\ufffdyz and more of it"),
        ("<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table>", "one\n\ntwo"),
    ],
)
def test_shapes_of_mark_up(markup: str, text: str) -> None:
    assert read(markup).report.text == text


@pytest.mark.parametrize("markup", ["<!-- only a comment -->", "<p></p>", "<script>x</script>", "<p> &nbsp; </p>"])
def test_a_page_without_visible_text_says_so(markup: str) -> None:
    with pytest.raises(ReportError) as raised:
        read(markup)
    assert raised.value.code == "empty"


@pytest.mark.parametrize("markup", ["<p>Seen.</p><p class='x> not closed", "<p>Seen.</p><!-- not closed"])
def test_a_page_that_breaks_off_is_partial(markup: str) -> None:
    result = read(markup)
    assert result.report.text == "Seen."
    assert result.report.status == "partial"
    assert [(i.code, i.severity) for i in result.issues] == [("cut_off", "error")]


MARKS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</a>",
    "<a href=x>",
    "<li>",
    "<ul>",
    "<td>",
    "<tr>",
    "<table>",
    "<br>",
    "<h1>",
]
MARKS += [
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "<",
    ">",
    '"',
    "'",
    "<blockquote>",
    "<nav>",
    "</nav>",
    "<pre>",
    "</pre>",
    "<title>",
]
TAGS = st.sampled_from(MARKS)


def attempt(markup: str) -> Ingested | None:
    try:
        return read(markup)
    except ReportError:
        return None


@given(st.lists(st.one_of(TAGS, st.text(alphabet="ab c\n.\u00a0\u200bé\x00", max_size=6)), max_size=60).map("".join))
def test_any_mark_up_gives_exact_runs_and_whole_segments(markup: str) -> None:
    result = attempt(markup)
    if result is None:
        return
    report = result.report
    for run in report.original_map:
        assert (
            report.text[run.clean : run.clean + run.length]
            == report.source_text[run.original : run.original + run.length]
        )
    assert [s.start for s in result.segments] == [0, *(s.end for s in result.segments[:-1])]
    assert result.segments[-1].end == len(report.text)


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<b>", "</b>", "<p>", "<li>", "<nav>", "<td>", "<h2>", "one. ", "two "]),
        max_size=60,
    )
)
def test_no_visible_word_is_lost(pieces: list[str]) -> None:
    words = [piece.strip() for piece in pieces if not piece.startswith("<")]
    if words:
        text = read("".join(pieces)).report.source_text
        assert "".join(text.split()).replace("|", "") == "".join(words)


def test_pages_are_told_from_text() -> None:
    assert webpage.looks_like("  <!DOCTYPE html><p>x")
    assert webpage.looks_like("<p>a</p><p>b</p><p>c</p>")
    assert not webpage.looks_like("The range 3 < 5 > 4, and a <b> alone")


ESCAPED = (
    "&lt;p&gt;Gunmen killed two men in Hit, police said.&lt;/p&gt;&lt;p&gt;AT&amp;T lines were cut; 2 &lt; 3.&lt;/p&gt;"
)


@pytest.mark.parametrize(
    "markup",
    [ESCAPED, f"<html><body><div>{ESCAPED}</div></body></html>", ESCAPED.replace("&", "&amp;")],
    ids=["bare", "in a page", "twice"],
)
def test_tags_that_were_written_as_text_are_tags(markup: str) -> None:
    found = ingest.read(Source("a.html", markup.encode(), "html"))
    assert found.report.text == "Gunmen killed two men in Hit, police said.\n\nAT&T lines were cut; 2 < 3."
    assert {segment.kind for segment in found.segments} == {"body"}
    assert [issue.code for issue in found.issues] == ["unescaped"]


def test_tags_that_an_article_tells_of_stay_text() -> None:
    paragraphs = "".join(f"<p>Paragraph {n} of the lesson says more about pages.</p>" for n in range(9))
    page = f"<html><body>{paragraphs}<p>Write &lt;p&gt;, then words, then &lt;/p&gt;, or &lt;br&gt;.</p></body></html>"
    assert "Write <p>, then words" in ingest.read(Source("a.html", page.encode(), "html")).report.text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Gunmen killed two men in Hit.</p>",
        "Gunmen killed two men in Hit. <a href='/more'>More</a>",
        "<p>Two died.</p><p>Three were hurt.</p>",
    ],
)
def test_a_short_piece_of_a_page_is_told_by_its_report(markup: str) -> None:
    assert "body" in {segment.kind for segment in ingest.read(Source("a.rss#1", markup.encode(), "html")).segments}


def test_a_menu_alone_is_told_by_nobody() -> None:
    menu = "<html><body><nav><a href='/a'>World</a> <a href='/b'>Sport</a></nav><ul><li><a href='/c'>About us</a></li></ul>"
    found = ingest.read(Source("a.html", menu.encode(), "html"))
    assert {segment.kind for segment in found.segments} == {"boilerplate"}

"""How the Word file looks: page, font, headings and language, set in its styles."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from assistant.export.paper import Kind

LANGUAGE = "en-GB"
FONT = "Arial"
_ACCENT, _INK, _QUIET = "1C5D7D", "22292F", "4A545B"
_RULE, _SHADE = "B9C4CA", "F1F4F6"
_HELP_RULE, _HELP_SHADE, _MARK = "B3261E", "FDF0EE", "FFE9A8"

STYLES = {
    Kind.TITLE: "Title",
    Kind.ABOUT: "Subtitle",
    Kind.QUESTION: "Heading 1",
    Kind.SECTION: "Heading 1",
    Kind.SOURCE: "Heading 2",
    Kind.LABEL: "Answer Label",
    Kind.NOTE: "Answer Note",
    Kind.HELP_LABEL: "Help Label",
    Kind.HELP: "Help",
    Kind.LEAD: "Answer Lead",
    Kind.SAID: "Normal",
    Kind.ITEM: "List Bullet",
    Kind.SMALL: "Answer Remark",
    Kind.REFERENCE: "Answer Reference",
    Kind.QUOTED: "Source Text",
    Kind.QUOTED_ITEM: "Source Bullet",
}
"""The name of the style of each kind of block."""

REFERENCE_STYLE, MARK_STYLE, CELL_STYLE = "Reference Number", "Quoted Words", "Table Text"


def dress(document: WordDocument) -> None:
    """Give an empty document its page, its language and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    _set_language(document)
    _style(document, "Normal", size=11, after=6, line=1.2)
    _style(document, "Title", size=22, bold=True, color=_INK, after=6, keep=True, line=1.1)
    _style(document, "Subtitle", size=9.5, color=_QUIET, after=3)
    _style(document, "Heading 1", size=15, bold=True, color=_ACCENT, before=22, after=6, keep=True)
    _style(document, "Heading 2", size=11, bold=True, color=_INK, before=14, after=3, keep=True)
    _style(document, "Answer Lead", size=9.5, bold=True, color=_QUIET, before=8, after=2, keep=True)
    _style(document, "Answer Label", size=11, bold=True, before=6, after=3, keep=True)
    _style(document, "Answer Remark", size=9, color=_QUIET, before=2, after=4)
    _style(document, "Answer Reference", size=9, after=2, hanging=0.8)
    _style(document, "List Bullet", size=11, after=4, line=1.2)
    _style(document, "Header", size=8.5, color=_QUIET)
    _style(document, "Footer", size=8.5, color=_QUIET)
    _style(document, CELL_STYLE, size=9, before=2, after=2)
    for name, bold in (("Answer Note", False), ("Help Label", True), ("Help", False)):
        colors = (_ACCENT, _SHADE) if name == "Answer Note" else (_HELP_RULE, _HELP_SHADE)
        boxed = _style(document, name, size=10.5, bold=bold, after=0, left=0.35, keep=bold)
        _box(boxed, *colors)
    for name, hanging in (("Source Text", 0), ("Source Bullet", 0.5)):
        quoted = _style(document, name, size=10, after=4, left=0.5, hanging=hanging, line=1.15)
        _box(quoted, _RULE)
    _make_bulleted(document, "Source Bullet")
    _style_of_letters(document)
    _rule_below(document.styles["Title"].element)


def shade(cell: BaseOxmlElement) -> None:
    """Give a cell of a table's head its shade."""
    properties = cell.get_or_add_tcPr()
    properties.append(_element("w:shd", val="clear", color="auto", fill=_SHADE))


def _style(
    document: WordDocument,
    name: str,
    *,
    size: float,
    bold: bool = False,
    color: str = _INK,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    hanging: float = 0,
    keep: bool = False,
    line: float = 1.1,
) -> ParagraphStyle:
    """Set a style of paragraphs, or make it: sizes and spaces in points, indents in centimetres."""
    styles = document.styles
    names = [style.name for style in styles]
    style = styles[name] if name in names else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 (tells mypy its kind)
    if name not in names:
        style.base_style = styles["Normal"]
        style.quick_style = True
    _set_font(style, size, color, bold=bold)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, line
    layout.keep_with_next, layout.widow_control = keep, True
    if left or hanging:
        layout.left_indent = Cm(left + hanging)
        layout.first_line_indent = Length(-Cm(hanging))
    return style


def _set_font(style: ParagraphStyle, size: float, color: str, *, bold: bool) -> None:
    """The one font, by its name and not by the template's theme, which has another."""
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(color)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)
    for spaced in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spaced)


def _style_of_letters(document: WordDocument) -> None:
    """The numbers that refer to sources, and the quoted words: marked in shade and weight."""
    number = document.styles.add_style(REFERENCE_STYLE, WD_STYLE_TYPE.CHARACTER)
    number.font.superscript, number.font.bold = True, True
    number.font.color.rgb = RGBColor.from_string(_ACCENT)
    quoted = document.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
    quoted.font.bold = True
    quoted.element.get_or_add_rPr().append(_element("w:shd", val="clear", color="auto", fill=_MARK))


def _box(style: ParagraphStyle, line: str, fill: str = "") -> None:
    """A rule on the left of a paragraph, and a shade behind it."""
    borders = OxmlElement("w:pBdr")
    borders.append(_element("w:left", val="single", sz="18", space="8", color=line))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing")
    if fill:
        shade_ = _element("w:shd", val="clear", color="auto", fill=fill)
        properties.insert_element_before(shade_, "w:spacing")


def _make_bulleted(document: WordDocument, name: str) -> None:
    """Give a style the bullets of the template's own list."""
    listed = document.styles["List Bullet"].element.pPr.find(qn("w:numPr"))
    properties = document.styles[name].element.get_or_add_pPr()
    properties.insert_element_before(deepcopy(listed), "w:pBdr")


def _rule_below(style: BaseOxmlElement) -> None:
    """Take away the rule that the template draws below a title."""
    for borders in style.get_or_add_pPr().findall(qn("w:pBdr")):
        style.pPr.remove(borders)


def _set_language(document: WordDocument) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)


def _element(name: str, **values: str) -> BaseOxmlElement:
    made = OxmlElement(name)
    for of, value in values.items():
        made.set(qn(f"w:{of}"), value)
    return made

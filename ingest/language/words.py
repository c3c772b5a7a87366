"""How text becomes search terms: the same for documents and questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import Stemmer

from ingest.language.forms import in_one_form

STOP_WORDS = frozenset(
    """
    a about across all also am among an and any are around as at be because been being besides
    between both but by can could despite did do does doing done except for from get got had has
    have having he her here his how i if in into is it its just let many may me might more most
    much must my no not now of off on one onto or our out over own per please plus s shall she
    should since so some such t tell than that the their them then there these they this those
    to too under unless until up upon us via was we were what when where whereas which while who
    whom whose why will with within without would you your
    """.split()
)
"""Words that ask, point or join and say nothing of a subject."""

LIGHT_WORDS = frozenset(
    """
    able according actual actually add added after ago agree alone already although always amount
    anyone anything apart ask asked asking aspect away back bad based basically become becoming
    before began begin behind believe best better big bit body bring broken brought bunch call
    called came care case cases certain change charge check clear come comes coming compared
    concerning contain copy correct count current currently deal decide decided describe described
    detail details differ different document documents done down due during each else end ended
    enough entire especially even ever every everyone everything exact exactly example examples
    exist expect expected explain explained extent extra fact facts far few figure figures find
    first fix fixed fixing follow following form found full further future general generally
    getting give given gives giving go goes going gone good great half happen happened happening
    happens hard hear heard help high hit hold i'm idea im important include included includes
    including information inside instead involve involved issue issues item items keep kept kind
    kinds know known large last late later latest law least led left less let like likely line
    list little live long longer look looking lot lots low made main make makes making manage many
    matter mean means meant mention mentioned mentions moment more move myself name named names
    need needed needs never new next nine nobody normal note nothing number numbers often ok okay
    only onto open opinion order original other others otherwise ourselves overall own page paper
    paragraph part particular parts pass past people per percent percentage person phrase phrased
    piece place places plan planned plans point points position possible pound pounds ppl precise
    precisely present pretty previous probably problem problems promise promised promises
    proportion provide provided pull pulled put puts question quite quote quoted r range rather
    reach reached read real really reason reasons recent recently reckon reckoned refer regard
    regarding related remain report reported reports require required respond response rest result
    right round run running runs said same saw say saying says second see seem seems seen send
    sense sent sentence serious set several share she short show shown side sides similar simple
    simply since single site size somebody someone something somewhere soon sort sorts source
    specific specifically spend spent stand start started starting state stated stay step steps
    still stop stopped stopping stuff subject suggest suppose supposed sure take taken takes
    taking talk talking team tell term terms text thank thanks thing things think third though
    thought three through time times today together told took top topic total totally toward
    towards tried true try trying turn turned turning two type types u understand understood up
    upon ur use used useful uses using usual usually value various verbatim verdict version very
    view want wanted wants wat way ways well wen went whatever whether whole within wondering word
    worded wording words work worked working works world worry wot would wrong year years yes
    yesterday yet
    """.split()
)
"""Words that frame a question and rarely are what it is about; a refusal does not hang on them."""

FRAMING_WORDS = STOP_WORDS | LIGHT_WORDS

_WORD = re.compile(r"£?~?\d+(?:[.,/]\d+)*(?:%|(?:bn|m|k)\b)?|[a-z]+(?:['’][a-z]+)?")
_SHORT_STEM = 3
_STEMMER = Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """Lower-case words and numbers, in order, without possessive endings."""
    return [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word's stem by the Snowball English stemmer; a number stays as it is."""
    return word if not word or word[0].isdigit() else _STEMMER.stemWord(word)


def stems(text: str, without: Collection[str] = STOP_WORDS) -> list[str]:
    """The stems of a text's words, in order, but of those left out."""
    return [stem(word) for word in words(text) if word not in without]


def stemmed(line: str) -> frozenset[str]:
    """The stems of a line of words, as a set: for words that play a part.

    >>> sorted(stemmed("missed failed"))
    ['fail', 'miss']
    """
    return frozenset(map(stem, line.split()))


def folded(text: str) -> str:
    """A text's letters and digits alone, in small letters: the same words in whatever marks.

    >>> folded("SW1A 1AA"), folded("“Co-production”")
    ('sw1a1aa', 'coproduction')
    """
    return "".join(filter(str.isalnum, text)).casefold()


def content_words(text: str) -> list[str]:
    """The words of a text that say what it is about; empty for "why?" or "how many?"."""
    return [word for word in words(text) if word not in FRAMING_WORDS]


class Analyser:
    """Text to search terms; an abbreviation and its long form give the same ones.

    ``implied`` are initials that the documents do not define; they count in capitals only.
    """

    def __init__(
        self, abbreviations: Mapping[str, str], implied: Mapping[str, str] | None = None
    ) -> None:
        self._implied = implied or {}
        self._long_forms = {short.lower(): long for short, long in abbreviations.items()}
        self._mark = {tuple(long.split()): f"={s}" for s, long in self._long_forms.items()}
        self._opening: dict[str, list[tuple[str, ...]]] = {}
        for form in sorted(self._mark, key=lambda form: -len(" ".join(form))):
            self._opening.setdefault(form[0], []).append(form)

    def terms(self, text: str) -> list[str]:
        """Stems without stop words; for each abbreviation or long form also its mark ("=cyp")."""
        return self.terms_of(words(self.written_out(text)))

    def terms_of(self, written_out: Sequence[str]) -> list[str]:
        """The terms of a text whose words are given, abbreviations written out."""
        stemmed = [stem(word) for word in written_out if word not in STOP_WORDS]
        return stemmed + self.marks(written_out)

    def marks(self, written_out: Sequence[str]) -> list[str]:
        """The marks of the long forms that stand among a text's words, the longest where two do.

        >>> Analyser({"CYP": "children and young people"}).marks(["children", "and", "young"])
        []
        """
        found: list[str] = []
        at = 0
        while at < len(written_out):
            forms = self._opening.get(written_out[at], ())
            standing = (form for form in forms if tuple(written_out[at : at + len(form)]) == form)
            if form := next(standing, None):
                found.append(self._mark[form])
            at += len(form) if form else 1
        return found

    def long_form(self, mark: str) -> str:
        """The long form that a mark ("=cyp") stands for, in lower case."""
        return self._long_forms[mark.removeprefix("=")]

    def spellings(self, stemmed: str) -> set[str]:
        """Pieces of which a text has at least one, in lower case, if this stem is among its terms.

        A stem differs from its words at its end only, and where it is short ("dying", "die") in
        all but its first letter; an abbreviation stands for every stem of its long form.

        >>> sorted(Analyser({"CYP": "children and young people"}).spellings("children"))
        ['childre', 'cyp']
        """
        long_forms = {**self._long_forms, **{s.lower(): n for s, n in self._implied.items()}}
        opening = stemmed[:-1] if len(stemmed) > _SHORT_STEM else stemmed[:1]
        return {opening} | {s for s, long in long_forms.items() if stemmed in stems(long)}

    @property
    def written_out_always(self) -> dict[str, str]:
        """The abbreviations, in lower case, that are written out in any case, with what as."""
        return {s: long for s, long in self._long_forms.items() if s not in FRAMING_WORDS}

    def stays(self, word: str) -> bool:
        """Whether a word, small or in capitals, is no abbreviation that is written out."""
        return all(self.written_out(of) == of for of in (word.lower(), word.upper()))

    def written_out(self, text: str) -> str:
        """The text with every known abbreviation, in any case, written out, and in one form."""
        return re.sub(r"[A-Za-z][A-Za-z/&-]*", self._write_out, in_one_form(text))

    def _write_out(self, match: re.Match[str]) -> str:
        typed = match.group()
        word = typed.lower()
        if word in FRAMING_WORDS and not typed.isupper():
            return typed
        singular = word[:-1] if word.endswith("s") else word
        long_form = self._long_forms.get(word) or self._long_forms.get(singular)
        return long_form or self._implied.get(typed.removesuffix("s")) or typed

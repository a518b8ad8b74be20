"""One sentence as its clauses are told apart: brackets, and what only points back, out of the way."""

from __future__ import annotations

import re

from piadiff.guideline.language.reading import BOX_EMPTY, BOX_TICKED, CAN, NOT, OR, plainly, tokens

LETTER = r"0-9a-z%.,ァ-ヺー一-龠々〆ヶ㐀-䶿§⊤⊥⊗→⇒〔〕"
"""What a word is made of, for a class of letters."""
_BRACKET = re.compile(r"\(([^()]*)\)")
_INSIDE = re.compile(r"(?<![一-龠々ァ-ヺー])([一-龠])(?:わせ|らせ|らし|[いきぎしちびみりえけげせねべめれ])(?=[一-龠])")
"""An ending inside a compound: 取り扱い and 取扱い are one word."""
_IN_A_BOOK = re.compile(r"(?<=[一-龠]{2})[しみえけ](?=[簿票])")
"""An ending inside the name of what is written in: 持出し簿."""
_TAKEN_IN = re.compile(rf"(?P<noun>[{LETTER}]+)\((?P<said>[^()]*を(?:含む|除く))。?(?:以下同じ。)?\)")
"""What a noun takes in or leaves out, in brackets behind it."""
_QUIET = re.compile(r"[「」『』]|(?<=[一-龠ァ-ヺー][がをにはでとへ])[そこ]の(?=[一-龠ァ-ヺ])")
"""Signs that quote, and a pronoun behind a particle, which says nothing of its own."""
_HALF_IN_KANA = (("改ざん", "改竄"), ("漏えい", "漏洩"), ("子育て", "子育"), ("子ども", "子供"), ("のぞき見", "覗見"))
"""Compounds of which one letter is written in kana, so that it looks like a verb."""
_POINTS_BACK = re.compile(r"(?<=[がはでに、])これら?を(?!除|含|超|限)")
_ONLY_AND = re.compile(r"(?<=のみ)であ(?:り|って)、")
_BEFORE_REST = re.compile(r"(?<=[一-龠]{2})[いきぎしちびみりえけげせべめれ](?=以外)")
_LIGHT_NOUN = re.compile(r"(?<=[一-龠]{2})(?:の|に関する)?(?:事務|業務)(?=を(?:[^、。をはがに]{1,6}に)?〓)")
"""What only says that what stands before it is work: 徴収の事務を行う."""
_STANDS = re.compile(r"に(?:(?:設置|配置)(?:し|され)|置(?:い|かれ))(?:た|ている)(?=[一-龠ァ-ヺ])")
"""What only says that a thing is where it is said to be: 事務室に設置したサーバ."""
_DONE_BY = re.compile(r"による(?=。|$)")
_TAUGHT = re.compile(r"(欠席|出席|受講|参加|修了)した者")
"""Who is told of by what was done at a lesson."""
_SO_THAT = re.compile(r"(?<=ない)状態[にと](?=[しすさ])")
_HUMBLY = re.compile(
    r"(?:(?<![ぁ-ゖ])|(?<=[をがはにでへと]))お([一-龠]{1,2})[いきしちにみりえけせて]{1,2}(?=し[てたま、]|する)"
)
"""A state that is brought about, and the humble form of a verb: お返しする."""
_SET_SO = re.compile(r"(?<=ないよう)に?(?:制御|設定)(?=[しすさ])")
"""What only says that a system makes it so."""


def clause_text(text: str) -> str:
    """The text of a sentence with one spelling, each bracket a part of what it belongs to."""
    plain = _SET_SO.sub("に", _POINTS_BACK.sub("", _QUIET.sub("", plainly(text))))
    plain = _SO_THAT.sub("ように", _TAUGHT.sub(r"\1者", _HUMBLY.sub(r"\1", plain)))
    plain = _STANDS.sub("の", _DONE_BY.sub("により〓う", plain))
    plain = _LIGHT_NOUN.sub("", _ONLY_AND.sub("、", _BEFORE_REST.sub("", plain)))
    for kana, kanji in _HALF_IN_KANA:
        plain = plain.replace(kana, kanji)
    plain = _BRACKET.sub(_bracketed, _TAKEN_IN.sub(r"\g<said>\g<noun>", plain))
    plain = _IN_A_BOOK.sub("", plain)
    for _ in range(2):
        plain = _INSIDE.sub(r"\1", plain)
    return plain


_SENSES = {OR: "→", NOT: "⊥", CAN: "⊤", BOX_TICKED: "", BOX_EMPTY: ""}
"""Letters for what is denied, or left open, in brackets."""


def _bracketed(match: re.Match[str]) -> str:
    """What stands in brackets as part of the word before it."""
    told = "".join(_SENSES.get(token.text, token.text) for token in tokens(match[1]))
    letters = (chr(ord(x) + 0x60) if "ぁ" <= x <= "ゖ" else x for x in told if x.isalnum() or x in "→⊥⊤")
    return f"〔{''.join(letters)}〕"

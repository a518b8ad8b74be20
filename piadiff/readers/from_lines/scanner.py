"""A page → the pieces of print and the marks on it: labels, options, brackets, ticks; the rest is text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from piadiff.readers.from_lines.source import Gap, Page
from piadiff.readers.from_lines.tokens import Kind, Token
from piadiff.readers.from_lines.units import NO_PREFIX
from piadiff.readers.from_lines.vocabulary import Hit, Vocabulary
from piadiff.text.signs import BARE_EMPTY, BARE_TICKED, CIRCLED, ERA, TICKED, TICKS

_HEAD = re.compile(r"[<〈《≪]選択肢[>〉》≫]|\(選択肢\)|選択肢:")
_NUMBER = re.compile(r"\(?(\d{1,2})[).]")
_MARK = re.compile(f"[{TICKED}]")
_BOX = re.compile(f"[{BARE_TICKED}{BARE_EMPTY}]")
_COUNT = re.compile(r"\(?(\d{0,3})\)?件")
_STAMP = re.compile(rf"\[?(?:{ERA})(?:\d{{1,2}}|元)年\d{{1,2}}月様式[234]\]?")
_CHANGES = re.compile(r"\(?(?:別添\d{1,2}\)?)?変更箇所")
_SIGN = re.compile(rf"(?:[{CIRCLED}]|\d{{1,2}}[.．]?)?\(?※\)?")
_SUFFIX = re.compile(r"(?:\(?※\)?)?(?:\([^()]{1,30}を除く。?\))?(?:\(?※\)?)?:?")
_PAIRS = {"[": "]", "【": "】", "(": ")"}
_WITHIN = 60
_LABEL = 90
_LONG = 6
_SLOT = 600
_NEAR = 6


class Scanner:
    """Finds the tokens of one page."""

    def __init__(self, page: Page, words: Vocabulary) -> None:
        self.page, self.key, self.words = page, page.key, words
        self.tokens: list[Token] = []

    @cached_property
    def stops(self) -> list[int]:
        """Places before which a cell, a paragraph or a line ends, or a bracket opens."""
        opened = (match.start() for match in re.finditer(r"\[", self.key))
        return sorted({*opened, *(index for index in self.page.breaks if self.page.gaps[index] >= Gap.PARAGRAPH)})

    def scan(self) -> list[Token]:
        """All tokens in the order of the page."""
        key, place, end = self.key, 0, -1
        starts, upcoming = self.page.breaks, 0
        while place < len(key):
            found = self._at(place, adjacent=place == end)
            if found:
                self.tokens.extend(found)
                place = end = max(token.end for token in found)
                if place < len(key):
                    continue
            while upcoming < len(starts) and starts[upcoming] <= place:
                upcoming += 1
            place = starts[upcoming] if upcoming < len(starts) else len(key)
        return self.tokens

    def _at(self, place: int, *, adjacent: bool) -> list[Token]:
        """Tokens that begin at a place, [] when it is running text."""
        begins_piece = self.page.gap(place) >= Gap.PARAGRAPH or adjacent or self._behind_token(place)
        return (
            self._head(place)
            or self._option(place)
            or (self._label(place) if begins_piece else [])
            or (self._print(place) if begins_piece else [])
            or self._bracket(place)
            or self._name(place, adjacent=adjacent)
            or self._mark(place)
            or (self._misread_label(place) if self.page.gap(place) >= Gap.PARAGRAPH else [])
            or (self._count(place) if begins_piece else [])
        )

    def _behind_token(self, place: int) -> bool:
        return bool(self.tokens) and self.tokens[-1].end == place

    def _boundary(self, place: int, also: str = "") -> bool:
        """Whether a piece may end here: white space, a bracket, or one of ``also`` follows."""
        if self.page.gap(place) > Gap.NONE or self.key[place] in "[]<" + also:
            return True
        return bool(_NUMBER.match(self.key, place)) or (
            self.key[place] in TICKS and self.key[place + 1 : place + 2] == "["
        )

    def _head(self, place: int) -> list[Token]:
        match = _HEAD.match(self.key, place)
        return [Token(Kind.HEAD, place, match.end())] if match else []

    def _option(self, place: int) -> list[Token]:
        """A numbered option, or one without its number right behind ＜選択肢＞ or another option."""
        match = _NUMBER.match(self.key, place)
        last = self.tokens[-1] if self.tokens else None
        listed = last is not None and last.kind in {Kind.HEAD, Kind.OPTION} and last.end == place
        if match:
            entry = self._option_text(match.end())
            known = match.group().endswith(")") or listed or self._in_its_place(int(match[1]), entry)
            return [Token(Kind.OPTION, place, match.end() + len(entry), entry)] if entry and known else []
        return self._bare_list(place) if listed and last is not None and last.kind is Kind.HEAD else []

    def _in_its_place(self, number: int, entry: str) -> bool:
        """Whether ``2. 十分である`` is of a list begun just before, by the number that the 様式 gives the option."""
        near = {token.kind for token in self.tokens[-_NEAR:]}
        return not near.isdisjoint({Kind.HEAD, Kind.OPTION}) and (number, entry) in self.words.listed

    def _bare_list(self, place: int) -> list[Token]:
        """Two or more options in the printed order without numbers."""
        found = list[Token]()
        while place < len(self.key):
            entry = self._option_text(place)
            if not entry or self.page.gap(place) is Gap.BLANK:
                break
            found.append(Token(Kind.OPTION, place, place + len(entry), entry))
            place += len(entry)
        texts = [self.words.option(token.text) for token in found]
        lists = [item.options for item in self.words.template.items if item.options]
        in_order = any(list(options[: len(texts)]) == texts for options in lists)
        return found if len(found) >= 2 and in_order else []

    def _option_text(self, place: int) -> str:
        for entry in self.words.options.at(self.key, place):
            end = place + len(entry)
            if self._boundary(end, "(" if entry in self.words.with_text else ""):
                return entry
        return ""

    def _label(self, place: int) -> list[Token]:
        best: Token | None = None
        opening = self.key[place] in "(【" and self.page.gap(place + 1) <= Gap.SPACE
        hits = (*self.words.label_hits(self.key, place), *self._bracketed(place, opening), *self._signed(place))
        for hit in hits:
            token = self._accept(place, hit)
            if token and (best is None or token.end > best.end):
                best = token
        return [best] if best else []

    def _signed(self, place: int) -> list[Hit]:
        """Labels into which a print has put the ※ that stands behind them."""
        sign = self.key.find("※", place + 1, place + _LABEL)
        if sign < 0:
            return []
        found = list[Hit]()
        for hit in self.words.label_hits(self.key[place:sign] + self.key[sign + 1 : sign + _LABEL], 0):
            if hit.end > sign - place:
                words = hit.words + place + (hit.words >= sign - place) if hit.words >= 0 else -1
                found.append(hit._replace(end=hit.end + place + 1, words=words))
        return found

    def _misread_label(self, place: int) -> list[Token]:
        """A label with a few characters misread, when it fills a cell or stands before a bracket."""
        stop = bisect_right(self.stops, place)
        end = min(len(self.key), place + _LABEL, *self.stops[stop : stop + 1])
        cell = self.page.gap(end) is Gap.CELL or self.key[end : end + 1] == "[" or self.page.gap(place) is Gap.CELL
        alone = self.page.gap(place) is Gap.BLANK and self.page.gap(end) is Gap.BLANK
        hit = self._torn_label(place, end) or (self.words.misread(self.key[place:end]) if cell or alone else None)
        hit = hit or self.words.misread_numbered(self.key, place)
        if hit and hit.words >= 0:
            end = min(place + hit.end, len(self.key))
            if not self._boundary(end, "※"):
                return []
        return [Token(Kind.LABEL, place, end, hit.text, hit.prefix)] if hit else []

    def _bracketed(self, place: int, opening: bool) -> list[Hit]:
        """Labels in brackets: （備考）, （手数料額、納付方法：."""
        found = list[Hit]()
        if opening:
            closing = _PAIRS[self.key[place]]
            for hit in self.words.label_hits(self.key, place + 1):
                behind = self.key[hit.end : hit.end + 1]
                if behind == closing:
                    found.append(hit._replace(end=hit.end + 1))
                elif behind == ":":
                    found.append(hit)
        return found

    def _accept(self, place: int, hit: Hit) -> Token | None:
        """The label as a token, None when what stands around it says it is running text."""
        if hit.prefix.sort == "number" and Gap.PARAGRAPH <= self.page.gap(hit.words) != Gap.CELL:
            return None
        if hit.prefix.sort == "repeat" and any(
            self.page.gap(index) >= Gap.PARAGRAPH for index in range(hit.end - len(hit.prefix.value) + 1, hit.end)
        ):
            return None
        suffix = _SUFFIX.match(self.key, hit.end)
        end = suffix.end() if suffix else hit.end
        bracketed = self.key[place] in "(【" and hit.prefix.sort != "attachment"
        parted = self.key[end - 1] == ":" or (bracketed and end > hit.end)
        if not parted and not self._boundary(end, "" if hit.prefix == NO_PREFIX else "(【"):
            return None
        expected = self.words.numbered.get(hit.text, frozenset())
        bare = hit.prefix == NO_PREFIX and NO_PREFIX not in expected and not bracketed
        alone = self.page.gap(end) >= Gap.PARAGRAPH or self.key[end] in "[]" or "※" in self.key[hit.end : end]
        if not bare and self.page.gap(place) >= Gap.LINE:
            alone = alone or self.page.gap(end) > Gap.NONE
        by_itself = bare or (hit.prefix == NO_PREFIX and len(hit.text) <= 2 and not bracketed)
        begins = self.page.gap(place) >= Gap.PARAGRAPH
        if by_itself and not (alone and begins) and not (bare and (begins or len(hit.text) >= _LONG)):
            return None
        return Token(Kind.LABEL, place, end, hit.text, hit.prefix, bare=bare)

    def _torn_label(self, place: int, end: int) -> Hit | None:
        """A label torn over the cells of a line, with the number that the form prints before it."""
        if self.page.gap(place) < Gap.LINE or self.page.gap(end) is not Gap.CELL:
            return None
        stop = next((at for at in range(end + 1, place + _LABEL) if self.page.gap(at) >= Gap.LINE), end)
        hit = self.words.misread(self.key[place:stop])
        known = hit is not None and hit.prefix in self.words.numbered.get(hit.text, frozenset()) - {NO_PREFIX}
        return hit._replace(words=place) if hit is not None and known else None

    def _print(self, place: int) -> list[Token]:
        sign = _SIGN.match(self.key, place)
        if sign and self.page.gap(place) >= Gap.LINE <= self.page.gap(sign.end()):
            return [Token(Kind.PRINT, place, sign.end(), sign.group())]
        for pattern in (_STAMP, _CHANGES):
            match = pattern.match(self.key, place)
            if match and self._boundary(match.end()):
                return [Token(Kind.PRINT, place, match.end(), match.group())]
        for entry in self.words.prints.at(self.key, place):
            if self._boundary(place + len(entry)):
                return [Token(Kind.PRINT, place, place + len(entry), entry)]
        return []

    def _bracket(self, place: int) -> list[Token]:
        char = self.key[place]
        if char == "]":
            return [Token(Kind.CLOSE, place, place + 1)]
        if char not in _PAIRS:
            return []
        whole = self._whole_bracket(place)
        return whole if whole or char != "[" else self._open_bracket(place)

    def _whole_bracket(self, place: int) -> list[Token]:
        """A bracket that opens and closes on one line around nothing, a mark or an option."""
        closing = self.key.find(_PAIRS[self.key[place]], place + 1, place + _WITHIN)
        if closing < 0 or any(self.page.gap(index) >= Gap.LINE for index in range(place + 1, closing + 1)):
            closing = self._wrapped_option(place)
            if closing < 0:
                return []
        inner = self.key[place + 1 : closing]
        number = _NUMBER.match(inner)
        option = inner[number.end() :] if number and inner not in self.words.options.texts else inner
        ruled = self.key[place] != "(" or bool(self._option_text(closing + 1))
        if not inner and ruled:
            middle = []
        elif ruled and (inner in TICKED or (len(inner) == 1 and self._option_text(closing + 1))):
            middle = [Token(Kind.MARK, place + 1, closing, inner)]
        elif option in self.words.options.texts:
            middle = [Token(Kind.NAME, place + 1, closing, option)]
        else:
            return []
        return [Token(Kind.OPEN, place, place + 1), *middle, Token(Kind.CLOSE, closing, closing + 1)]

    def _wrapped_option(self, place: int) -> int:
        """Where a bracket closes around an option that is wrapped over lines, -1 when it does not."""
        for entry in self.words.options.at(self.key, place + 1):
            end = place + 1 + len(entry)
            if self.key[end : end + 1] == _PAIRS[self.key[place]]:
                return end
        return -1

    def _open_bracket(self, place: int) -> list[Token]:
        """A bracket whose other half stands elsewhere; [] when it belongs to running text."""
        opened, behind = Token(Kind.OPEN, place, place + 1), place + 1
        if self.page.gap(behind) >= Gap.PARAGRAPH:
            return [opened]
        if self.key[behind] in TICKED and self.page.gap(behind + 1) >= Gap.SPACE:
            return [opened, Token(Kind.MARK, behind, behind + 1, self.key[behind])]
        entry = self._option_text(behind)
        if entry:
            return [opened, Token(Kind.NAME, behind, behind + len(entry), entry)]
        if self.page.gap(behind) and (self._head(behind) or self._option(behind) or self._label(behind)):
            return [opened]
        return []

    def _name(self, place: int, *, adjacent: bool) -> list[Token]:
        box = _BOX.match(self.key, place)
        if box:
            entry = self._option_text(place + 1)
            mark = Token(Kind.BOX, place, place + 1, self.key[place])
            return [mark, self._with_slot(place + 1, entry)] if entry else []
        entry = self._option_text(place)
        if not entry:
            return []
        end, last = place + len(entry), self.tokens[-1] if self.tokens else None
        bracketed = last is not None and last.end == place and last.kind in {Kind.OPEN, Kind.CLOSE, Kind.MARK}
        before_bracket = self.key[end : end + 1] in {"[", "]"} and self.page.gap(end) <= Gap.SPACE
        alone = self.page.gap(place) >= Gap.PARAGRAPH and self.page.gap(end) >= Gap.PARAGRAPH
        if not (bracketed or before_bracket or alone or adjacent):
            return []
        return [self._with_slot(place, entry)]

    def _with_slot(self, place: int, entry: str) -> Token:
        """The option with the bracketed text the form lets stand behind it."""
        end = place + len(entry)
        token = Token(Kind.NAME, place, end, entry)
        if entry not in self.words.with_text or self.key[end : end + 1] != "(" or self.page.gap(end) is Gap.BLANK:
            return token
        depth, index, closed = 0, end, False
        while index < min(len(self.key), end + _SLOT):
            if index > end and self._stops_slot(index):
                break
            depth += {"(": 1, ")": -1}.get(self.key[index], 0)
            index += 1
            if depth == 0:
                closed = True
                break
        token = token._replace(end=index, slot=(end + 1, index - 1 if closed else index), open=not closed)
        return self._counted(token) if closed else token

    def _counted(self, token: Token) -> Token:
        """Takes in the 件 behind a slot."""
        if self.key[token.end : token.end + 1] == "件" and self.page.gap(token.end) <= Gap.LINE:
            return token._replace(end=token.end + 1)
        return token

    def _stops_slot(self, index: int) -> bool:
        gap = self.page.gap(index)
        if gap in {Gap.BLANK, Gap.CELL}:
            return True
        return gap >= Gap.SPACE and bool(self.key[index] in "[]" or self._head(index) or self._numbered_option(index))

    def _numbered_option(self, index: int) -> bool:
        match = _NUMBER.match(self.key, index)
        return bool(match and self._option_text(match.end()))

    def _mark(self, place: int) -> list[Token]:
        """A tick by itself: next to a bracket, or alone on its line."""
        if not _MARK.match(self.key, place):
            return []
        behind = self.key[place + 1 : place + 2]
        alone = self.page.gap(place) >= Gap.PARAGRAPH and self.page.gap(place + 1) >= Gap.PARAGRAPH
        last = self.tokens[-1] if self.tokens else None
        opened = last is not None and last.end == place and last.kind in {Kind.OPEN, Kind.NAME}
        if self.key[place] in "Oo0" and not (opened or behind == "]"):
            return []
        if alone or (behind in {"[", "]"} and self.page.gap(place + 1) <= Gap.SPACE) or opened:
            return [Token(Kind.MARK, place, place + 1, self.key[place])]
        return []

    def _count(self, place: int) -> list[Token]:
        match = _COUNT.match(self.key, place)
        if match and self.page.gap(match.end()) > Gap.NONE and (match[1] or self.key[place] == "("):
            return [Token(Kind.COUNT, place, match.end(), match[1])]
        return []


def scan(page: Page, words: Vocabulary) -> list[Token]:
    """The tokens of a page."""
    return Scanner(page, words).scan()

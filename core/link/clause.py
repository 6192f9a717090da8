"""Sentences as tokens, and the walk from a number to the words that belong to it."""

from collections.abc import Sequence
from typing import Final

from factx.fact import NUMERIC, Fact
from factx.link.lexicon import Lexicon, Token, tokens

# What may stand between a metric and its number.
SKIP: Final = frozenset(
    {"near", "light", "prep", "up", "down", "verb_up", "verb_down", "level", "yoy", "seq", "ytd", "mod", "space"}
)


# What may stand before a name that heads a clause, and what 股份 is counted by and not named.
_CLAUSE: Final = frozenset({"stop", "quote", "space", "media", "adv", "date", "close"})
_PARTS: Final = frozenset({"部分", "全部", "剩余", "公司", "其他", "该等", "上述", "相关", "所有", "标的"})
# What ends the name of what has a price.
GOODS: Final = frozenset(
    "油金银铜铝锌镍锡铅钢铁煤猪鸡牛羊肉菜蛋粮米麦豆棉糖茶酒果矿石铀锂钴硅料材泥胶纸盐碳气电水车房地药运"
)
# What a holder does: 海岳投资累计减持.
_HOLDING: Final = ("累计", "合计", "共计", "持有", "持股", "所持", "减持", "增持")
# How the parts of a trading day begin: 澜山股份盘初涨3%.
_SESSION: Final = frozenset("盘早午尾开收今昨")
_BASIS: Final = frozenset({"yoy", "seq", "ytd"})
_BRACKETS: Final = frozenset({"open", "close"})
# One character that means something only where it leads to a number, and how many tokens may stand between.
_SHORT: Final = frozenset({"near", "up", "down", "verb"})
_WAY: Final = 24
# How many tokens stand in brackets after a name at most.
_ASIDE: Final = 16
_LEADS: Final = SKIP | {"date", "duration"}


class Line:
    """A sentence, its tokens, and where its facts stand among them.

    Attributes:
        fold: the folded text of the document.
        start, end: the span of the sentence.
        known: its facts and names, as tokens.
        lexicon: one that is extended; None: that of factx.
        tokens: its tokens, in text order, once it is read; some sentences never need be.
        starts: where they begin.
        at: offset of a number -> its token.
        last: the token of the last number.
        partner: closing bracket -> its opening bracket, as tokens.
        brackets: for every token the closing bracket of the innermost brackets around it, or -1.
        nested: whether there are brackets.
        clauses: where its clauses begin, but for the first, once that is asked for.
    """

    def __init__(self, fold: str, start: int, end: int, known: list[Token], lexicon: Lexicon | None = None) -> None:
        self.fold = fold
        self.start = start
        self.end = end
        self.known = known
        self.lexicon = lexicon
        self.tokens: list[Token] = []
        self.starts: list[int] = []
        self.at: dict[int, int] = {}
        self.last = -1
        self.partner: dict[int, int] = {}
        self.brackets: list[int] = []
        self.nested = False
        self.clauses: list[int] | None = None

    def read(self) -> None:
        """Find its tokens and brackets, if that is not done."""
        if self.tokens:
            return
        fold, start = self.fold, self.start
        found = tokens(fold, start, self.end, self.known, self.lexicon)
        self.tokens = _companies(fold, start, _priced(fold, start, self.end, _near(fold, found)))
        marks: list[int] = []
        for k, (s, _, kind) in enumerate(self.tokens):
            self.starts.append(s)
            if kind == "number":
                self.at[s] = self.last = k
            elif kind in _BRACKETS:
                marks.append(k)
        self.brackets = [-1] * len(self.tokens)
        if marks:
            self._match(marks)

    def _match(self, marks: list[int]) -> None:
        """Find which brackets belong together and what stands in them."""
        opened: list[int] = []
        around = -1
        for k in marks:
            if self.tokens[k][2] == "open":
                opened.append(k)
            elif opened:
                self.partner[k] = opened.pop()
            else:
                around = k  # the sentence begins within brackets, which close here
        closing = {o: c for c, o in self.partner.items()}
        if opened:
            closing[opened[0]] = len(self.tokens) - 1  # brackets that the next sentence closes
        outer: list[int] = []
        self.nested = bool(closing) or around >= 0
        if not self.nested:
            return
        for k in range(len(self.tokens)):
            if k in self.partner:
                around = outer.pop()
            elif k == around:
                around = -1
            self.brackets[k] = around
            if k in closing:
                outer.append(around)
                around = closing[k]

    def index(self, position: int) -> int:
        """The first token that begins at or after a position."""
        return first_from(self.starts, position)

    def says(self, word: str, skipped: Sequence[int]) -> bool:
        """Is a word among some tokens?"""
        return any(word in self.fold[self.tokens[i][0] : self.tokens[i][1]] for i in skipped)

    def clause(self, position: int) -> int:
        """Where the clause begins that a position stands in."""
        if self.clauses is None:
            self.clauses = [e for s, e, kind in self.tokens if kind == "stop" and self.fold[s] != ":"]
        i = first_from(self.clauses, position + 1)
        return self.clauses[i - 1] if i else self.start

    def aside(self, position: int, before: int) -> bool:
        """Does a position stand in brackets that close before another?"""
        if not self.nested:
            return False
        i = self.index(position)
        close = self.brackets[i] if i < len(self.brackets) else -1
        return close >= 0 and self.tokens[close][0] < before

    def inside(self, k: int) -> bool:
        """Does a token stand in brackets?"""
        return self.brackets[k] >= 0

    def bounded(self, i: int) -> bool:
        """Does another token follow a token at once?"""
        end = self.tokens[i][1]
        return end >= self.end or (i + 1 < len(self.tokens) and self.tokens[i + 1][0] == end)

    def ranges(self, start: int, end: int) -> bool:
        """Is a metric the extent of a change, such as 涨幅?"""
        i = self.index(end) - 1
        return (
            i >= 0 and self.tokens[i][1] == end and self.tokens[i][2] in ("gain", "loss") and self.tokens[i][0] >= start
        )

    def opens(self, start: int) -> bool:
        """Does a clause or a bracket begin here?"""
        return start == self.start or self.fold[start - 1] in ",;:(、。 "

    def holds(self, end: int) -> bool:
        """Does what ends here hold something, as in X[持有], X[将其所持], X(证券账户号:B88)[持有]?"""
        tokens = self.tokens
        first = self.index(end)
        if self.nested and first < len(tokens) and tokens[first] == (end, end + 1, "open"):
            ahead = range(first + 1, min(first + _ASIDE, len(tokens)))
            close = next((k for k in ahead if self.partner.get(k) == first), first)
            end = tokens[close][1]
            first = close + 1
        for start, stop, kind in tokens[first : first + 6]:
            if start != end:
                return False
            if kind == "hold":
                return True
            if kind not in ("prep", "mod", "near", "func") or self.fold[start] == "的":
                return False
            end = stop
        return False


def first_from(places: list[int], position: int) -> int:
    """Which of some places, in order, is the first at or after a position; compiled, twice as fast as bisect."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) >> 1
        if places[middle] < position:
            low = middle + 1
        else:
            high = middle
    return low


def line_of(
    fold: str,
    start: int,
    end: int,
    facts: Sequence[Fact],
    names: Sequence[tuple[int, int]],
    first: int,
    lexicon: Lexicon | None = None,
) -> Line:
    """One sentence, not read yet.

    Args:
        fold: the folded text of the document.
        start, end: the span of the sentence.
        facts: the facts of the sentence.
        names: where the names of the document stand.
        first: where to begin among the names.
        lexicon: one that is extended; None: that of factx.
    """
    known: list[Token] = []
    i, n = first, len(names)
    for fact in facts:
        while i < n and names[i][1] <= fact.start:
            known.append((names[i][0], names[i][1], "name"))
            i += 1
        while i < n and names[i][0] < fact.end:
            i += 1
        known.append((fact.start, fact.end, "number" if fact.kind in NUMERIC else fact.kind))
    while i < n and names[i][1] <= end:
        known.append((names[i][0], names[i][1], "name"))
        i += 1
    return Line(fold, start, end, known, lexicon)


def _near(fold: str, found: list[Token]) -> list[Token]:
    """Without the near words that do not lead to a number: the 达 of 信达 is part of a name, that of 达3亿元 is not."""
    short = [k for k, (start, end, kind) in enumerate(found) if end - start == 1 and kind in _SHORT]
    for k in reversed([k for k in short if not _leads(fold, found, k)]):
        del found[k]
    return found


def _leads(fold: str, found: list[Token], k: int) -> bool:
    """Do only words that lead to a number stand between a token and the number?"""
    end = found[k][1]
    for start, stop, kind in found[k + 1 : k + _WAY]:
        if kind == "number" or kind in _BASIS:
            return start == end
        if start != end or not (kind in _LEADS or fold[start] == ":" or (stop - start == 1 and kind in _SHORT)):
            return False
        end = stop
    return False


def _priced(fold: str, start: int, end: int, found: list[Token]) -> list[Token]:
    """With the price of a commodity as a metric, where all of an unknown stretch is one: [铀价]从每磅42美元上涨."""
    if fold.find("价", start, end) < 0:
        return found
    out: list[Token] = []
    bound = start
    for token in (*found, (end, end, "")):
        first = token[0]
        if 1 < first - bound < 5 and fold[first - 1] == "价" and fold[first - 2] in GOODS:
            out.append((bound, first, "metric"))
        out.append(token)
        bound = token[1]
    out.pop()
    return out


def _companies(fold: str, start: int, found: list[Token]) -> list[Token]:
    """With 股份 and 投资 as the end of a name where an unknown stretch heads a clause or a list of shareholders.

    澜山股份营收, 股东澜山投资、海岳投资合计减持; not 持有股份.
    """
    end = found[-1][1] if found else start
    if fold.find("股份", start, end) < 0 and fold.find("投资", start, end) < 0:
        return found
    listed = False  # after 股东, or after a name so found and 、
    for k, (s, e, kind) in enumerate(found[:-1]):
        if kind != "metric" or fold[s:e] not in ("股份", "投资"):
            listed = kind in ("appos", "role") or (listed and fold[s:e] in ("、", "和", "及", "与"))
            continue
        _, bound, last = found[k - 1] if k else (start, start, "stop")
        follows, _, then = found[k + 1]
        named = False
        if 1 < s - bound < 7 and fold[bound:s] not in _PARTS:
            if listed:
                named = follows == e
            elif last in _CLAUSE and s - bound < 5:
                acts = then in ("hold", "say", "prep") and (follows == e or fold[e] in "现拟将已共")
                acts = acts or fold.startswith(_HOLDING, e)
                trades = follows == e and (then not in ("number", "near", "func", "light") or fold[e] in _SESSION)
                named = acts or (fold[s] == "股" and trades)
        if named:
            found[k] = (s, e, "org")
        listed = listed and named
    return found

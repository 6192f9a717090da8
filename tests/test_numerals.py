"""Numerals: what a generator writes in any of the forms reads back to itself, to the last digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.extractors.numeral import read

NAMES = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def chinese(n: int, names: str = NAMES, powers: tuple[str, str, str] = ("十", "百", "千"), two: str = "二") -> str:
    """Write a whole number in Chinese, by the school rules: one 零 for a run of zeros, none at the end."""
    if n == 0:
        return names[0]

    def section(k: int) -> str:
        out, zero = "", False
        for power in (3, 2, 1, 0):
            digit = k // 10**power % 10
            if digit:
                name = two if digit == 2 and power >= 2 else names[digit]
                out += (names[0] if zero and out else "") + name + (powers[power - 1] if power else "")
                zero = False
            else:
                zero = True
        return out

    if n < 10_000:
        return section(n)
    for power, name in ((8, "亿"), (4, "万")):
        if n >= 10**power:
            high, low = divmod(n, 10**power)
            gap = names[0] if low and low < 10 ** (power - 1) else ""
            return chinese(high, names, powers, two) + name + (gap + chinese(low, names, powers, two) if low else "")
    raise AssertionError


def whole(text: str) -> Decimal:
    number = read(text, 0)
    assert number is not None, text
    assert (number.start, number.end) == (0, len(text)), text
    return number.value


WHOLE = st.one_of(
    st.integers(1, 10**16 - 1), st.builds(lambda a, b: a * 10**b, st.integers(1, 9999), st.integers(0, 12))
)


@given(WHOLE)
def test_chinese(n: int) -> None:
    assert whole(chinese(n)) == n
    assert whole(chinese(n, two="两")) == n


@given(WHOLE)
def test_capitals(n: int) -> None:
    assert whole(chinese(n, CAPITALS, ("拾", "佰", "仟"), "贰")) == n


@given(WHOLE)
def test_arabic(n: int) -> None:
    assert whole(str(n)) == n
    assert whole(f"{n:,}") == n


@given(st.integers(0, 10**12), st.integers(0, 6), st.sampled_from(["万", "亿", "万亿", "千万", "百万", "十万亿"]))
def test_decimals_with_a_scale(n: int, places: int, scale: str) -> None:
    digits = f"{Decimal(n).scaleb(-places):f}"
    power = {"万": 4, "亿": 8, "万亿": 12, "千万": 7, "百万": 6, "十万亿": 13}[scale]
    value = whole(digits + scale)
    assert value == Decimal(n).scaleb(power - places)
    assert "E" not in str(value)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_mixed_chains(high: int, middle: int) -> None:
    text = f"{high}亿{middle}万"
    assert whole(text) == high * 10**8 + middle * 10**4
    assert whole(chinese(high) + "亿" + ("零" if middle < 1000 else "") + chinese(middle) + "万") == whole(text)


@given(st.integers(1000, 2999))
def test_digits_by_name(n: int) -> None:
    for zero in "零〇○":
        text = "".join(NAMES[int(d)] for d in str(n)).replace("零", zero)
        assert whole(text) == n


@given(st.integers(1, 8), st.sampled_from([("十", "个"), ("百", "十"), ("千", "百"), ("万", "千"), ("亿", "千万")]))
def test_colloquial_ends(n: int, powers: tuple[str, str]) -> None:
    high, low = powers
    if low == "个":
        return
    assert whole(f"一{high}{NAMES[n]}") == whole(f"一{high}{NAMES[n]}{low}")


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("20余", 20, "more_than"), ("三十多", 30, "more_than"), ("十几", 10, "more_than"), ("几百万", 10**6, "more_than"),
        ("数十亿", 10**9, "more_than"), ("二百余万", 2 * 10**6, "more_than"), ("三十几万", 3 * 10**5, "more_than"),
        ("一千多万", 10**7, "more_than"), ("百亿", 10**10, None), ("万亿", 10**12, None), ("二十万亿", 2 * 10**13, None),
        ("1,100.9亿", 110090000000, None), ("一千零十七", 1017, None), ("一百十一", 111, None), ("十万零一千", 101000, None),
        ("一万零十二", 10012, None), ("两百五", 250, None), ("2 亿", 2 * 10**8, None), ("三点五亿", 35 * 10**7, None),
        ("100000000000000000000.123456789012345678901234567890", "100000000000000000000.123456789012345678901234567890", None),
    ],
)  # fmt: skip
def test_indefinite_and_odd(text: str, value: object, mod: str | None) -> None:
    number = read(text, 0)
    assert number is not None
    assert number.end == len(text)
    assert (number.value, number.mod) == (Decimal(str(value)), mod)


@pytest.mark.parametrize("text", ["", "点五", "几个", "数字", "万一", "分之一", "百分之五", "零"])
def test_no_numeral(text: str) -> None:
    number = read(text, 0) if text else None
    assert number is None or number.end < len(text)


@given(st.text(alphabet="0123456789,.零〇一二两三十百千万亿点余多几数壹拾佰仟分之 ", max_size=60))
def test_never_raises(text: str) -> None:
    for at in range(len(text)):
        number = read(text, at)
        if number:
            assert at <= number.start < number.end <= len(text)
            assert "E" not in str(number.value)

"""The HTML page in a real browser: a headless Chromium, where one is installed."""

import base64
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from factx.cli.writers import Found, Row, writer
from factx.document import Document
from factx.pipeline import facts_of

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium with its driver is installed")

TEXT = (
    "甲公司前三季度营业收入42.37亿元,同比增长18.6%。\r\n净利润约5亿元,每股收益0.50元。\t收盘价报12.3元。\n"
    "预计未来三年投入20亿元至30亿元。（600519）"
)
HOSTILE = (
    "<script>window.hit=1</script></textarea><title></title>\"><img src=x onerror=window.hit=1>'onclick='window.hit=1' "
    "营收3亿元<img src=http://example.com/a.png>增长13%</script><script src=http://example.com/a.js></script>"
    "<style>@import url(http://example.com/a.css);body{display:none}</style><!-- --><svg onload=window.hit=1>"
    "<iframe src=javascript:window.hit=1></iframe><a href=javascript:window.hit=1>净利润2亿元</a>"
    "\x00\x07\x1b[31m\x7f\x9b\u200b\u202e\u2028\r&lt;script&gt;"
)
NAME = '<img src=x onerror=window.hit=1>".txt'


def found(source: str, text: str) -> Found:
    return Found(source, text, [Row(source, fact) for fact in facts_of(Document(text))])


def written(path: Path, *documents: Found) -> str:
    with path.open("wb") as out:
        target = writer("html", out)
        for document in documents:
            target.write(document)
        target.close()
    return path.as_uri()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--window-size=1400,900",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Callable[..., Any]:
    """Opens a page of documents; what the browser logs from then on is about it."""

    def opened(*documents: Found) -> Any:
        address = written(tmp_path / "page.html", *documents)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        browser.get("about:blank")
        for log in ("browser", "performance"):
            browser.get_log(log)
        browser.get(address)
        browser.execute_script("try { localStorage.clear() } catch {}")
        return browser

    return opened


@pytest.fixture
def plain(page: Callable[..., Any]) -> Any:
    return page(found("a.txt", TEXT), found("b.txt", "乙公司净利润1亿元,下降3%。"))


def all_of(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def texts(browser: Any, selector: str) -> list[str]:
    return [element.text for element in all_of(browser, selector) if element.is_displayed()]


def card(browser: Any) -> str | None:
    element = browser.find_element("id", "card")
    return element.text if element.is_displayed() else None


def hover(browser: Any, element: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).move_to_element(element).perform()


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def until(holds: Callable[[], bool]) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(None, 5, poll_frequency=0.05).until(lambda _: holds())


def test_every_fact_is_marked_in_its_text(plain: Any) -> None:
    documents = [found("a.txt", TEXT), found("b.txt", "乙公司净利润1亿元,下降3%。")]
    facts = [row.fact for document in documents for row in document.rows]
    assert len(facts) > 8
    assert [mark.text for mark in all_of(plain, "mark")] == [fact.text for fact in facts]
    assert [mark.get_attribute("class") for mark in all_of(plain, "mark")] == [f"k-{fact.kind}" for fact in facts]
    shown = plain.execute_script("return [...document.querySelectorAll('.text')].map((e) => e.textContent)")
    assert shown == [document.text.replace("\r\n", "\n") for document in documents]
    assert texts(plain, "td.text-of") == [fact.text for fact in facts]


def test_a_card_on_hover_and_on_focus(plain: Any) -> None:
    mark = next(mark for mark in all_of(plain, "mark") if mark.text == "5亿元")
    assert card(plain) is None
    hover(plain, mark)
    assert card(plain) is not None
    assert str(card(plain)).startswith("≈ 500,000,000 CNY\n")
    assert "metric\n净利润" in str(card(plain))
    assert mark.get_attribute("aria-describedby") == "card"
    hover(plain, plain.find_element("id", "card"))
    assert card(plain) is not None
    hover(plain, plain.find_element("css selector", "h1"))
    until(lambda: card(plain) is None)

    from selenium.webdriver.common.keys import Keys

    plain.execute_script("arguments[0].focus()", mark)
    assert str(card(plain)).startswith("≈ 500,000,000 CNY\n")
    press(plain, Keys.TAB)
    assert str(card(plain)).startswith("0.50 CNY")
    press(plain, Keys.ESCAPE)
    assert card(plain) is None


def test_the_card_stays_in_the_window(plain: Any) -> None:
    for mark in all_of(plain, "mark"):
        plain.execute_script("arguments[0].focus()", mark)
        box = plain.find_element("id", "card").rect
        width, height = plain.execute_script("return [innerWidth, innerHeight]")
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height


def test_filter_by_kind(plain: Any) -> None:
    every, amount, percent = (
        plain.find_element("css selector", f".chip{of}") for of in (".every", ".k-amount", ".k-percent")
    )
    total = len(texts(plain, "td.kind"))
    amount.click()
    assert set(texts(plain, "td.kind")) == {"amount"}
    assert {mark.get_attribute("data-kind") for mark in all_of(plain, "mark:not(.off)")} == {"amount"}
    assert plain.find_element("css selector", ".count").text == f"{len(texts(plain, 'td.kind'))} of {total}"
    percent.click()
    assert set(texts(plain, "td.kind")) == {"amount", "percent"}
    hover(plain, plain.find_element("css selector", "mark.off"))
    assert card(plain) is None
    every.click()
    assert len(texts(plain, "td.kind")) == total
    assert not all_of(plain, "mark.off")


def test_find_words(plain: Any) -> None:
    find = plain.find_element("css selector", ".find")
    find.send_keys("净利润 b.TXT")
    assert texts(plain, "td.text-of") == ["1亿元", "3%"]
    find.send_keys(" nowhere")
    assert texts(plain, "td.text-of") == []
    assert plain.find_element("css selector", ".none").is_displayed()


def test_sort(plain: Any) -> None:
    plain.find_element("css selector", ".chip.k-amount").click()
    head = next(head for head in all_of(plain, "th") if head.text.startswith("Value"))
    values = texts(plain, "td.value")
    ordered = sorted(values, key=lambda text: int(re.sub(r"\D", "", text.split(" – ")[0])))
    assert ordered != values
    head.find_element("css selector", "button").click()
    assert texts(plain, "td.value") == ordered
    assert head.get_attribute("aria-sort") == "ascending"
    head.find_element("css selector", "button").click()
    assert texts(plain, "td.value") == ordered[::-1]
    assert head.get_attribute("aria-sort") == "descending"
    head.find_element("css selector", "button").click()
    assert texts(plain, "td.value") == values
    assert head.get_attribute("aria-sort") is None


def test_what_is_empty_is_sorted_last(plain: Any) -> None:
    head = next(head for head in all_of(plain, "th button") if head.text.startswith("Metric"))
    for _ in range(2):
        head.click()
        metrics = plain.execute_script(
            "return [...document.querySelectorAll('tbody tr')].map((r) => r.cells[3].textContent)"
        )
        assert metrics == [*filter(None, metrics), *[""] * metrics.count("")]


def test_a_row_leads_to_its_place(plain: Any) -> None:
    link = all_of(plain, "td.text-of a")[-1]
    link.click()
    assert plain.find_element("css selector", "mark:target").text == link.text


def ground(browser: Any) -> int:
    colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


def test_light_and_dark(plain: Any) -> None:
    def prefer(scheme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    prefer("light")
    assert ground(plain) > 600
    prefer("dark")
    assert ground(plain) < 150
    toggle = plain.find_element("css selector", ".theme")
    toggle.click()
    assert "light" in toggle.text
    assert ground(plain) > 600
    prefer("light")
    toggle.click()
    assert "dark" in toggle.text
    assert ground(plain) < 150

    def kept() -> bool:
        plain.refresh()
        return ground(plain) < 150

    until(kept)  # the browser writes it down in its own time
    plain.find_element("css selector", ".theme").click()
    assert ground(plain) > 600


def contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_can_be_read(plain: Any, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    style = "const s = getComputedStyle(arguments[0]); return [s.color, s.backgroundColor]"
    for mark in all_of(plain, "mark"):
        assert contrast(*plain.execute_script(style, mark)) > 7


def test_nothing_is_asked_of_the_network_and_nothing_runs(page: Callable[..., Any]) -> None:
    browser = page(found(NAME, HOSTILE), found("a.txt", TEXT))
    for mark in all_of(browser, "mark"):
        hover(browser, mark)
        browser.execute_script("arguments[0].focus()", mark)
    for button in all_of(browser, "button"):
        button.click()
    assert browser.execute_script("return window.hit === undefined")
    assert all_of(browser, "img, iframe, svg, textarea, article script, article style, [onerror], [onclick]") == []
    assert len(all_of(browser, "script")) == len(all_of(browser, "style")) == 1
    asked = [
        message["params"]["request"]["url"]
        for entry in browser.get_log("performance")
        if (message := json.loads(entry["message"])["message"])["method"] == "Network.requestWillBeSent"
    ]
    assert {address.split(":")[0] for address in asked} <= {"file", "data"}
    assert {address.split("#")[0] for address in asked if address.startswith("file")} == {
        browser.current_url.split("#")[0]
    }
    assert browser.get_log("browser") == [], "no violation of the policy, no error"


def test_the_policy_stops_what_would_run(page: Callable[..., Any]) -> None:
    browser = page(found("a.txt", TEXT))
    browser.execute_script(
        'document.body.insertAdjacentHTML(\'beforeend\', \'<img src="x" onerror="window.hit=1"><b onclick="window.hit=1">b</b>\');'
        "const s = document.createElement('script'); s.textContent = 'window.hit=1'; document.body.append(s);"
        "document.querySelector('b[onclick]').click()"
    )
    assert browser.execute_script("return window.hit === undefined")
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


def test_what_hides_is_seen(page: Callable[..., Any]) -> None:
    browser = page(found(NAME, HOSTILE))
    shown = browser.find_element("css selector", ".text").text
    for name in ("0000", "0007", "001B", "007F", "009B", "200B", "202E", "2028", "000D"):
        assert f"U+{name}" in shown
    assert "<script>window.hit=1</script></textarea>" in shown
    assert shown.endswith("&lt;script&gt;")
    assert browser.find_element("css selector", "h2").text == NAME
    source = browser.execute_script("return document.documentElement.outerHTML")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e\u2028]", source)


def test_on_a_phone(page: Callable[..., Any]) -> None:
    browser = page(found("a-very-long-name-" * 8 + ".txt", TEXT + "很长的一行" * 60 + "x" * 400))
    phone = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
        browser.execute_script("arguments[0].focus()", all_of(browser, "mark")[1])
        box = browser.find_element("id", "card").rect
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert all(row.rect["width"] <= 360 for row in all_of(browser, "tbody tr"))
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_printing(plain: Any) -> None:
    plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": [
        {"name": "prefers-color-scheme", "value": "dark"}]})  # fmt: skip
    try:
        assert not plain.find_element("css selector", ".tools").is_displayed()
        assert ground(plain) == 3 * 255
        assert all(mark.is_displayed() for mark in all_of(plain, "mark"))
    finally:
        plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_on_paper_the_table_has_its_header_on_every_page(page: Callable[..., Any]) -> None:
    import pypdfium2

    browser = page(found("a.txt", TEXT), *(found(f"{number}.txt", "净利润1亿元,下降3%。" * 9) for number in range(6)))
    pdf = pypdfium2.PdfDocument(base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"]))
    pages = [sheet.get_textpage().get_text_bounded() for sheet in pdf]
    tables = [text for text in pages if "Metric" in text]
    assert len(tables) > 2
    assert pages[-len(tables) :] == tables
    assert sum(text.count("percent") for text in tables) == 6 * 9 + 1


def test_a_page_without_documents(page: Callable[..., Any]) -> None:
    browser = page()
    assert browser.find_element("css selector", ".none").is_displayed()
    assert browser.find_element("css selector", ".sum").text == "0 documents, 0 facts"
    assert browser.get_log("browser") == []

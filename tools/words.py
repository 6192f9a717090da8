"""Make core/words.tsv: the names that are added to jieba's dictionary, each with the frequency that makes it win.

    python tools/words.py > core/words.tsv

Names come from extractors/names: the short names of listed companies of three characters and more, and the companies,
indices, places and policies of the lexicon. What jieba's dictionary holds already keeps its frequency and tag. The
frequency is the least that lets the name win over its parts (jieba's suggest_freq), so that it takes no character from
the words around it.
"""

import logging
import re
import sys
import warnings

from factx.extractors.names import listed, names

KINDS = frozenset(("company", "index", "place", "policy"))
_WORD = re.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]{3,16}")

# Short names that are said of other things as well.
COMMON = frozenset(
    "线上线下 新城市 新产业 新动力 驱动力 动力源 电子城 数字人 信息发展 数字认证 湖南投资 湖南发展 海南发展 广州发展 长江投资 "
    "设计总院 行动教育 值得买 好上好 每日互动 今天国际 未来电器 云南旅游 西藏旅游 西安旅游 智慧农业 现代投资 标准股份 通用股份 "
    "统一股份 可靠股份 数据港 创新新材 智能自控 电科院 建科院 建研院 设研院 天地数码 城市传媒 出版传媒 中国电影 上海电影 世纪恒通 "
    "超越科技 共同药业 美好医疗 喜悦智行 精准信息 先进数通 三人行 创新医疗 地铁设计 招标股份 华人健康 民生健康 海油发展 城建发展 "
    "深圳能源 上海能源 湖北能源 陕西能源 辽宁能源 广西能源 贵州能源 上海环境 北京文化 新农开发 江苏阳光 南京公用 中山公用 "
    "苏州规划 国际医学 国际实业 中国稀土 西部建设 国新能源 立新能源 北京人力".split()
)


def main() -> None:
    """Print the words, sorted, with frequency and tag."""
    warnings.simplefilter("ignore")
    import jieba

    jieba.setLogLevel(logging.ERROR)
    cutter = jieba.Tokenizer()
    cutter.initialize()
    tags = dict.fromkeys(listed(), "nt")
    tags |= {name: row.tag for name, row in names().items() if row.kind in KINDS}
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write("# word\tfrequency\ttag: words added to jieba's dictionary; made by tools/words.py\n")
    for word in sorted(tags):
        if _WORD.fullmatch(word) and word not in COMMON and not cutter.FREQ.get(word):
            sys.stdout.write(f"{word}\t{cutter.suggest_freq(word) + 1}\t{tags[word]}\n")


if __name__ == "__main__":
    main()

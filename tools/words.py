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
    "线上线下 新城市 新产业 新动力 驱动力 动力源 电子城 数字人 信息发展 数字认证 湖南投资 湖南发展 海南发展 设计总院 "
    "行动教育 值得买 好上好 每日互动 今天国际 未来电器 云南旅游 西藏旅游 西安旅游 丽江股份 智慧农业 现代投资 标准股份 "
    "通用股份 统一股份 可靠股份 数据港 创新新材 智能自控 电科院 建科院 建研院 设研院 新新材 天地数码 城市传媒 出版传媒 "
    "中国电影 上海电影 幸福蓝海 世纪恒通 国家能源 超越科技 共同药业 美好医疗 喜悦智行 精准信息 先进数通 光电股份 生物股份 "
    "安全信息 三人行 创新医疗 创新国际 四方科技 地铁设计 智能股份 招标股份 测绘股份 建科股份 园林股份 动力新科 "
    "电气风电 海油发展 核电股份 华人健康 民生健康 广州发展 深圳能源 上海能源 湖北能源 陕西能源 辽宁能源 广西能源 上海环境 "
    "新农股份 新农开发 长江材料 长江投资 深圳机场 上海机场 厦门空港 海南机场 北京文化 福建高速 山东高速 海南高速 吉林高速 "
    "江苏阳光 阳光股份 南京公用 中山公用 海南橡胶 上海物贸 上海建工 重庆建工 宁波建工 安徽建工 四川路桥 重庆路桥 山东路桥 "
    "山西路桥 成都路桥 贵州轮胎 成都燃气 重庆燃气 深圳燃气 贵州燃气 长春燃气 四川黄金 山东黄金 湖南黄金 西部黄金 广东建工 "
    "苏州规划 江南水务 重庆水务 重庆港 广州港 青岛港 宁波港 唐山港 天津港 锦州港 珠海港 南京港 日照港 盐田港 连云港 "
    "宁波海运 湖南白银 海南矿业 西部矿业 西藏矿业 西部建设 路桥建设 南京医药 上海医药 中国医药 国际医学 国际实业 "
    "国新能源 立新能源 中国稀土 北方稀土 云南铜业 江西铜业 北方铜业 中国铝业 天山铝业 西藏城投 云南城投 北京人力 城建发展".split()
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

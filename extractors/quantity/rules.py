"""Quantities: shares, things, measures, index points."""

from typing import Final

from factx.extractors.amount.rules import graded
from factx.extractors.lexicon import rows
from factx.extractors.numeral import Numeral
from factx.extractors.pattern import Pattern
from factx.extractors.price.context import INDEX_MOVED, INDICES, LEVEL
from factx.extractors.rule import Context, Mention, Rule, context, plain

_BY_HEAD: Final[dict[str, list[str]]] = {}
for _unit, *_ in rows("quantity"):
    _BY_HEAD.setdefault(_unit[0], []).append(_unit)
for _units in _BY_HEAD.values():
    _units.sort(key=lambda unit: (-len(unit), unit))
# A unit is none where it begins another word: 5名单, 3家庭, 2股东, 8点半, 3级市场.
_NOT: Final = {
    "个": "多 余 股 税 体 性 位数 工作日 交易日 月 季度 年 小时 星期 百分点 基点 基本点 bp BP 周 礼拜 自然日 财年 财季 日",
    "人": "口 民 员 才 均 气 士 类",
    "件": "套",
    "份": "额 子 有 内",
    "位": "于 置 列 居",
    "包": "括 含 装 销 揽",
    "升": "0 1 2 3 4 5 6 7 8 9 级 值 至 幅 穿 势 破 温",
    "单": "位 价 日 月 季 笔 一 独 元 个 身",
    "卷": "烟 入",
    "国": "家 际 内 外 集 会 债 资 企 有 营 产 民 务 道 庆 泰 信 君 金 药 电 网 标 六 五",
    "县": "级 域 委",
    "双": "方 边 向 重 11 十",
    "口": "岸 罩 径 碑 号 服 腔",
    "只": "有 要 是 能 会 不",
    "台": "风 湾 北 积 州 币 海 账 阶 式",
    "名": "单 称 义 牌 额 字 为 下",
    "场": "外 内 所 景 地 馆 均 面",
    "块": "钱 链",
    "城": "市 镇 乡 区 投 商 建 际 管 堡 墙 中 东 西 南 北 农 门 阳 外 内 轨 地 关 隍 隆 池 铁 发 运 楼 邦 控",
    "处": "理 罚 于 置 分 长",
    "头": "部 寸 条 号 等",
    "字": "节 号 样 母 第",
    "家": "庭 电 居 具 用 族 长 乡 纺 园",
    "对": "1 于 外 应 公 手 此 比 冲 接 象 方 其 赌 华 内",
    "尺": "寸 度",
    "层": "面 次 级",
    "市": "中级 高级 场 值 盈 价 净 民 政 委 区 公司 级 属",
    "席": "位 卷",
    "平": "0 1 2 3 4 5 6 7 8 9 台 均 安 衡 仓 稳 价 板 开 收 行",
    "度": "假 过 电",
    "张": "家 江 三 北 勇 力 开",
    "户": "外 均 籍",
    "所": "持 有 列 在 占 属 述 以 得 长 谓 示 需 处 涉",
    "手": "机 段 续 工 术 游 中 上 下 里 法 表 动",
    "批": "准 复 发 文",
    "把": "握 关",
    "支": "付 出 持 行 撑 援 线 部 队",
    "方": "面 案 向 式 法 便 程 大 正 可 米",
    "期": "间 货 限 末 初 权 待 内 刊 指 后 满",
    "本": "公司 次 期 年 月 周 报告 金 文 地 土 科 行 集团 季 轮 基金 息 日",
    "条": "件 款 例 约",
    "枚": "举",
    "根": "据 本",
    "次": "日 月 年 数 级 新 要 贷",
    "款": "项 式",
    "步": "伐 骤 入",
    "段": "时间",
    "注": "册 销 入 重 意 资 明",
    "点": "半 钟 整 评 击 燃 亮 题 火 赞",
    "片": "区 面 酬",
    "省": "级 内 外 委",
    "票": "据 房 面 价 数 证 息",
    "笔": "记 者",
    "米": "其 粉 饭 国",
    "类": "似 别",
    "组": "织 合 成 建 装",
    "股": "东 权 票 份有限 价 市 指 本 息 民 改 转 吧",
    "起": "至 点 诉 降 亚 步 息 始 草 航 伏 飞 源 跌 涨 售 拍 征 家",
    "轮": "胎 候 船 动",
    "道": "路 琼 指 歉 德",
    "部": "分 门 署 长 队 委",
    "队": "伍 员",
    "集": "团 中 合 体 成 装 资 散 结 聚 运 群 约 电 采 训 邮 权 市 锦 会",
}  # fmt: skip
# Not of 股本 though 本 follows 股: 购回500万股本公司股份.
_COMPANY: Final = ("本公司", "本集团", "本次", "本期")
_OTHER: Final = {head: tuple(rest.split()) for head, rest in _NOT.items()}

# Units that a Chinese numeral below ten counts in earnest; 一家, 三方, 四张 are ways of speaking.
_EARNEST: Final = frozenset(
    "焦耳 千焦 毫升 毫米 厘米 平米 平方英尺 兆瓦时 吉瓦 海里 英里 盎司 万吨 公顷 吨 公斤 千克 平方米 平方公里 公里 立方米 亩 公顷 千瓦时 千瓦 兆瓦 桶".split()
)


_LATIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz²³")
# Newspapers write GWH and KM for GWh and km; one letter says too little, 20CM涨停 is 20%, 80pb are base points.
_ANY_CASE: Final = frozenset(
    unit.casefold() for units in _BY_HEAD.values() for unit in units if unit.isascii() and len(unit) > 1
) - {"cm", "db", "pb"}
_LETTERS: Final = Pattern("[A-Za-z]{2,6}(?![A-Za-z0-9²³])")


def unit_at(text: str, position: int) -> str | None:
    """The longest counting unit or measure of the lexicon at ``position`` of the folded text, or None.

    >>> unit_at("590万股", 4), unit_at("2股东", 1)
    ('股', None)
    """
    head = text[position]
    for unit in _BY_HEAD.get(head, ()):
        if not text.startswith(unit, position):
            continue
        if head.isascii() and text[position + len(unit) : position + len(unit) + 1] in _LATIN:
            continue
        other = text.startswith(_OTHER.get(head, ()), position + 1)
        return None if other and not (head == "股" and text.startswith(_COMPANY, position + 1)) else unit
    word = _LETTERS.match(text, position) if head.isascii() else None
    return word[0] if word and word[0].casefold() in _ANY_CASE else None


# What makes a rate of a measure or a count: 100万桶/日, 60公里/小时.
_RATE: Final = Pattern("/(?:分钟?|秒|小时|时|天|日|周|月|年)(?![0-9])")
_MOVED: Final = Pattern(r"(?r)[涨跌升降高低挫扬落弹](?:[约近超逾了])?[ ]?")


@plain(
    "a number and a counting unit or a measure",
    "quantity",
    "after",
    first="".join(sorted({*_BY_HEAD, *(unit[0].swapcase() for unit in _ANY_CASE)})),
)
def _count(text: str, at: int, number: Numeral | None) -> Mention | None:
    assert number
    unit = unit_at(text, at)
    if unit is None:
        return None
    if unit[0].isascii() and number.end - number.start > 10:
        return None  # a registration number
    if not number.arabic and ((number.value < 10 and unit not in _EARNEST) or unit[0].isascii()):
        return None
    if unit == "点" and number.value <= 24 and number.value == int(number.value):
        if not _MOVED.match(text, max(0, number.start - 6), number.start):
            return None  # 7点 of the clock
    end = at + len(unit)
    if end < len(text) and text[end] == "/" and (rate := _RATE.match(text, end)):
        unit += rate[0]
        end = rate.end()
    return Mention(
        "quantity",
        number.start,
        end,
        number=number,
        value=number.value,
        value_to=number.value_to,
        unit=unit,
        mod=number.mod,
    )


@context("a number with a scale and no unit", "quantity", {"number"})
def _scaled(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number = mention.number
    if number is None or number.scale < 4 or not (number.arabic or text.startswith("级", mention.end)):
        return None
    mention.kind, mention.unit, mention.end = "quantity", None, graded(text, mention.end)
    return mention


_READING: Final = Pattern(
    r"(?r)(?:指数|PMI|CPI|PPI|RSI|VIX|景气度?|信心指数|预期值?|前值|公布值|市场预期|初值|终值|修正值|沪指|深指|深成指|创指|创业板指|大盘|恒指|"
    r"道指|纳指|标普|美指(?![责出控示标])|点位|指标|读数|得分率|发病率|住院率|均值|系数)(?:\([^()]{0,20}\))?[^0-9,。;:、]{0,8}?(?:分别)?(?:初值|终值)?(?:为|报|录得|是|至|达|到|收于|收报|站上|跌破|突破|失守|约)?(?:了)?[ ]?:?[ ]?"
)
# One character of each word that _READING can begin with.
_READS: Final = Pattern("[指I景期值盘普位读得率系]")

_LEVEL: Final = Pattern(rf"(?r)(?:[至到报为]|收于|收报|录得|{LEVEL})[ ]?")
_INDEX: Final = Pattern(INDICES)
# What such a verb, or a move, ends with.
_LEVEL_ENDS: Final = frozenset("至到报为于得守破穿上稳回返复及近住投徊在 ")


@context("an index reading without a unit", "quantity", {"number"})
def _reading(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number = mention.number
    if number is None or number.scale or not number.arabic:
        return None
    start = mention.start
    low = max(0, start - 40)
    if text.find(")", low, start) < 0:
        low = max(low, start - 24)  # without brackets in it, it is never longer
    if not (_READS.search(text, low, start) and _READING.match(text, low, start)):
        if text[start - 1 : start] not in _LEVEL_ENDS:
            return None
        floor = max(sentence, start - 40)
        clause = max(text.rfind(",", floor, start), floor)
        if not (_LEVEL.match(text, clause, start) and _INDEX.search(text, clause, start)):
            if not INDEX_MOVED.match(text, floor, start):
                return None
    following = text[mention.end : mention.end + 1]
    if text.startswith("合约", mention.end):
        return None
    if following in _LATIN or following in ("年", "月", "日", "号", "时"):
        return None
    mention.kind = "quantity"
    return mention


_SHARES_BEFORE: Final = Pattern(
    r"(?r)(?:股份|股票|股数|数量|股本|总数|股)(?:数量|总数|数|总额)?(?:共计?|合计|总计|约?为|是|:)?[ ]?"
)
_GROUPED: Final = Pattern(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")


@context("a long number after shares, without a unit", "quantity", {"number"})
def _shares(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    start = mention.start
    if mention.end - start < len("1,000,000") or not _GROUPED.fullmatch(text, start, mention.end):
        return None
    if not _SHARES_BEFORE.match(text, max(0, start - 12), start):
        return None
    if "0" <= text[mention.end : mention.end + 1] <= "9":
        return None  # cells of a table that ran together
    mention.kind = "quantity"
    return mention


RULES: Final[tuple[Rule, ...]] = (_count,)
CONTEXTS: Final[tuple[Context, ...]] = (_reading, _shares, _scaled)

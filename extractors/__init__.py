"""The rules, kind by kind, in the order in which equally long readings are preferred."""

from factx.extractors.amount import rules as amount
from factx.extractors.date import rules as date
from factx.extractors.duration import rules as duration
from factx.extractors.multiple import rules as multiple
from factx.extractors.percent import rules as percent
from factx.extractors.price import context as price_context
from factx.extractors.price import rules as price
from factx.extractors.quantity import rules as quantity
from factx.extractors.rule import Context, Rule
from factx.extractors.ticker import rules as ticker

RULES: tuple[Rule, ...] = (
    *ticker.RULES,  # a code is no number
    *date.RULES,  # 2024.1.31 is no number, 21:30 no ratio
    *duration.RULES,  # after dates: what they leave of 日 and 年
    *percent.RULES,
    *price.RULES,  # money for one of something before money
    *amount.RULES,
    *multiple.RULES,
    *quantity.RULES,  # a unit that no other kind knows
)
"""Every rule, each in front of those it goes before where both read as far."""

CONTEXTS: tuple[Context, ...] = (
    *price_context.CONTEXTS,
    *amount.CONTEXTS,
    *quantity.CONTEXTS,  # what nothing else claims
)
"""What the words around a mention make of it; the first that applies holds."""

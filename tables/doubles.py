"""Rows with the same code made one: what may be added up, and what may not."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Collection, Mapping, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .errors import TableError

RULES = ("sum", "first", "mean", "min", "max", "same")
"""What to do with the values of a column: ``same`` is the value when all are equal, else NULL."""

_NEVER = re.compile(
    r"""(?x)
    (?:^|_)(?: share|proportion|pct|prc|proc|ratio|rate|degree|mean|avg|snitt|mode|typvarde|quantile|kvantil|quartile|kvartil
    |percentile|percentil|decil|idx|score|rank|ranking|betyg|grade|level|niva|min|minimum|max|maximum|std|sd|stdev|variance|cv
    |date|datum|jahr|annee|month|manad|quarter|week|vecka|period|time|tid|code|id|key|nyckel|fid|objectid|class|klass
    |category|kategori|type|typ|lan|kommun|zip|postnr|density|per|pro|intensity|temperature|temp|height|hojd|width|bredd
    |distance|avstand|slope|lutning|elevation|income|salary|wage|lon|rent|hyra|price|pris|latitude|longitude|lat|latitud
    |longitud|x|y|sex|gender|kon|kjonn|unemployment|arbetsloshet|coverage|tackningsgrad|factor|faktor|gini|share[0-9]+|mean[0-9]+|rate[0-9]+
    )(?:_|s?$)
    |(?:^|_)(?:no|nr|se)$|andel|procent|percent|medel|median|genomsnitt|average|index|%|‰|/
    |(?:inkomst|tathet|kvot|grad|kod|pct|livslangd|expectancy|pris|hyra|manadslon|arslon|timlon|arbetsloshet|avstand|poang|betyg
    |frekvens|valdeltagande|turnout)$
    """
)
"""Words of what a sum makes nonsense of, in names without accents and with "_" between the words."""
_YEARS = re.compile(r"(?:^|_)(?:years?|yr|ar|arsklass|age|alder)[0-9]*(?:_|$)|alder$")
_AGE_GROUP = re.compile(r"[0-9]+_[0-9]+|[0-9]+_?(?:plus|\+)|(?:over|under|minst|above|below)_?[0-9]+")
_COUNTED = re.compile(
    r"antal|count|number|people|person|population|befolkning|folkmangd|invanare|resident|inhabitant|boende|dwelling|bostad|bostader"
    r"|lagenhet|hushall|household|jobs|workers|employe|anstallda|forvarvs|barn|child|births|deaths|fodda|doda|cars|bilar|pupils"
    r"|elever|women|kvinnor|(?:^|_)(?:men|man|pop|n|fo?lk)(?:_|$)"
)
_GROWTH = re.compile(r"growth|tillvaxt|tillvekst|wachstum|kasvu|inflation|konjunktur")
_AS_COUNT = re.compile(
    r"(?:antal|number_of|no_of|count_of|count|num|n|anzahl)_"
    r"(?!.*(?:share|andel|procent|percent|per_|medel|mean|median|average))"
)
_TOTAL = re.compile(r"(?:^|_)(?:total|totalt|sum|summa|sammanlagd|sammanlagt|aggregate)(?:_|$)")
_MONTHS = (
    r"(?:(?:jan(?:uar[iy]?)?|feb(?:ruar[iy]?)?|mar(?:s|ch)?|märz|apr(?:il)?|ma[ijy]|jun[ie]?|jul[iy]?|aug(?:usti?)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[csz](?:ember)?)\.?"
    r"|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu)"
)
_YEAR = r"(?:1[89]|20|21)[0-9]{2}"
_PART = rf"(?:(?:k|kv|kvartal|q|m|h|v|w|t)\.? ?[0-9]{{1,2}}|[0-9]{{1,2}}(?:[-/.][0-9]{{1,2}})?|{_MONTHS})"
_PERIOD = re.compile(
    rf"{_YEAR}(?:[ -/.]?{_PART})?(?:[t ][0-9:.]+z?)?|{_YEAR} ?[-–/] ?(?:{_YEAR}|[0-9]{{2}})"
    rf"|{_MONTHS}(?:[ -]{_YEAR}|[ -][0-9]{{2}})?"
    r"|(?:[kq]|kv\.?|kvartal|quarter|[1-4](?:st|nd|rd|th|:a|:e|\.)? ?(?:kvartalet|kvartal|quarter|kv\.?|q))"
    rf" ?[1-4]?[ -/]?{_YEAR}"
    rf"|[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-]{_YEAR}|[0-9]{{1,2}}[./-]{_YEAR}|{_YEAR}[01][0-9](?:[0-3][0-9])?",
    re.IGNORECASE,
)
_PERIOD_NAME = re.compile(
    r"(?:^|_)(?:ar|aar|year|jahr|annee|vuosi|period|perioden|tid|time|date|datum|dato|month|manad|maned|quarter|kvartal|kk"
    r"|time_period|week|vecka)(?:_|s?$)"
)
_OF_THINGS = re.compile(
    r"bygg|fodel|fodd|birth|born|built|build|construct|baujahr|cohort|kohort|arsklass|argang|modell|model"
)
"""Years that say what is counted (houses built in 1950), not when: they may be added up."""
_LETTERS = str.maketrans("åäöéüæøß", "aaoeuaos")


def never_summed(name: str, unit: str, values: np.ndarray) -> bool:
    """Return whether the sum of a column's values means nothing: shares, means, medians, years, codes, prices, ages.

    Its name and unit tell. Where the name tells nothing, whole numbers that could all be years, and decimals that never go
    above 100, are not trusted either.

    Parameters
    ----------
    name, unit : str
    values : ndarray of float
    """
    words = _words(name)
    if re.search(r"[%‰/]|\bper\b|procent|percent|index|andel|share|[åa]r\b|year", unit.casefold()):
        return True
    counted = bool(_COUNTED.search(words))
    years = _YEARS.search(words) and not counted and not _AGE_GROUP.search(words)
    if (years or _NEVER.search(words)) and not _TOTAL.search(words) and not _AS_COUNT.match(words):
        return True
    known = values[np.isfinite(values)]
    if _GROWTH.search(words) and not (counted and (known == np.floor(known)).all()):
        return True
    if counted or not known.size:
        return False
    if (known == np.floor(known)).all():
        return bool(((known >= 1800) & (known <= 2150)).all())
    return bool((np.abs(known) <= 100).all())


def _words(name: str) -> str:
    """Return a column's name in small letters without accents, with "_" between its words."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    return re.sub(r"[\s.\-,:;()\[\]]+", "_", words.casefold().translate(_LETTERS)).strip("_")


def is_period(name: str, labels: Collection[str]) -> bool:
    """Return whether a column says when its rows were counted: years, quarters, months, dates.

    Parameters
    ----------
    name : str
    labels : collection of str
        What stands in the column.
    """
    words, there = _words(name), {label for label in labels if label}
    if len(there) < 2 or _OF_THINGS.search(words):
        return False
    named = bool(_PERIOD_NAME.search(words)) and all(
        re.fullmatch(r"(?:[kqmvw]?[0-9]{1,2})", label.lower()) for label in there
    )
    return named or all(_PERIOD.fullmatch(label) for label in there)


def refuse_periods(
    rows: Mapping[str, Sequence[int]], labels: Mapping[str, Sequence[str]], summed: Sequence[str]
) -> None:
    """Refuse to add up the numbers of several periods.

    Parameters
    ----------
    rows : mapping
        Code -> its rows.
    labels : mapping of str to sequence of str
        The columns that are not added up.
    summed : sequence of str
        Columns that are added up though no rule says so.

    Raises
    ------
    TableError
        The rows of a code are of several periods.
    """
    for name, cells in labels.items():
        if any(len({cells[row] for row in own} - {""}) > 1 for own in rows.values()) and is_period(name, set(cells)):
            periods = sorted(filter(None, set(cells)))
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The rows of a code are of several periods ({periods} in the column "{field}"): their sum counts the same '
                    "things once for each. Keep the rows of one period in the table, or say with RULES that they are to be "
                    "added up, such as {column}=sum.",
                ),
                periods=", ".join(periods[:6]) + (", …" if len(periods) > 6 else ""),
                field=name,
                column=summed[0],
            )


def parse_rules(text: str, names: Sequence[str]) -> dict[str, str]:
    """Return column -> rule out of ``people=sum, income=mean``.

    Raises
    ------
    TableError
        A column or a rule does not exist.
    """
    rules = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]|,(?=[^,]*=)", text))):
        name, equal, rule = (word.strip() for word in part.rpartition("="))
        if not equal or rule not in RULES or name not in names:
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    '"{text}" is no rule for a column. Write column=rule with commas between; the rules are {rules}, the '
                    "columns {names}.",
                ),
                text=part,
                rules=", ".join(RULES),
                names=", ".join(names),
            )
        rules[name] = rule
    return rules


def joined(values: Any, rows: Sequence[int], rule: str) -> Any:
    """Return the one value of several rows; None where any is missing, or where they differ under ``same``.

    Parameters
    ----------
    values : ndarray
        Floats with NaN, or objects with None.
    rows : sequence of int
        At least one.
    rule : str
        One of `RULES`; for text ``sum`` and ``mean`` are ``same``.
    """
    if len(rows) == 1 or rule == "first":
        return values[rows[0]]
    cells = [values[row] for row in rows]
    if any(cell is None or cell != cell for cell in cells):
        return None
    if rule == "same" or isinstance(cells[0], str):
        if rule in ("min", "max"):
            return min(cells) if rule == "min" else max(cells)
        return cells[0] if all(cell == cells[0] for cell in cells) else None
    return {"sum": sum, "mean": lambda numbers: sum(numbers) / len(numbers), "min": min, "max": max}[rule](cells)


def repeated(codes: Sequence[str]) -> dict[str, int]:
    """Return the codes that stand in several rows, with how many."""
    return {code: count for code, count in Counter(codes).items() if code and count > 1}


def not_added(names: Sequence[str], rules: Mapping[str, str], lost: Mapping[str, int]) -> Optional[UserMessage]:
    """Return the note on columns that were not added up though adding was asked for; None when there is none."""
    left = [f"{name} ({lost.get(name, 0)} NULL)" for name in names if rules[name] == "same"]
    if not left:
        return None
    return UserMessage(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "Not added up, because a sum of shares, means, medians, years, ages, prices, codes or words means nothing: "
            "{names}. Their value is kept where all rows of a code agree, and NULL where they differ. "
            "Say otherwise with RULES.",
        ),
        {"names": ", ".join(left)},
    )

"""Recounts every computed measure in plain SQL and holds the answers beside `granska figures`.

Reads the declarations (controls/measures) and the contracts by itself and turns them into SQL for DuckDB over the same CSV files, so that a
fault in how granska reads, counts or adds up shows as a difference. Counts must be equal, amounts equal to nine figures or decimals, and a figure that is
not applicable, or missing because a queue does not add up, must be so here too. Where there are rows there must also be a figure.

    recount.py GRANSKA PROJECT ORGANISATION YEAR

For the year, its tertials, months and weeks, and the twelve months that end with each of its months. Public holidays are computed here, from
Easter by Gauss's rule. Needs duckdb and PyYAML (tests/tools/requirements.txt). Ends with 1 when anything differs. Takes for granted that nothing
lacks and that every last day to deliver has passed: use it on a simulated region and a year that is over. Where no row at all stands under a
unit in a period, rows cannot tell `missing` from `not applicable`: either will do.
"""

import collections
import csv
import datetime
import decimal
import functools
import glob
import io
import re
import subprocess
import sys

import duckdb
import yaml

granska, project, organisation, year = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])


def load(path):
    with open(f"{project}/{path}", encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.BaseLoader)


contracts = {d["id"]: d for d in load("controls/datasets.yaml")["datasets"]}
tree = load(f"data/{organisation}/organisation.yaml")["units"]
above = {u["id"]: u.get("part-of") for u in tree}
measures = [m for path in sorted(glob.glob(f"{project}/controls/measures/*.yaml")) for m in load(path[len(project) + 1 :])["measures"]]
# Of a measure with several versions the one that holds in the year.
for m in measures:
    for version in m.pop("versions", []):
        if int(version.get("valid-from", "0")[:4]) <= year <= int(version.get("valid-to", "9999")[:4]):
            m.update(version)


def each():
    """The measures, each followed by those that are made of fewer of its rows."""
    for m in measures:
        of = m.pop("for-each", None)
        yield m
        for value in of["values"] if of else ():
            plain = value.lower().translate(str.maketrans("åäö", "aao"))
            words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()
            yield {**m, "id": f"{m['id']}-{'-'.join(words)}", "only": {of["column"]: value}}


measures = list(each())


def columns(dataset):
    return {c["name"]: c for c in contracts[dataset]["columns"]}


def kind(dataset, name):
    declared = columns(dataset)[name]["type"]
    return declared if isinstance(declared, str) else next(iter(declared))


def raw(name):
    return f"nullif(trim(\"{name}\"), '')"


def read(dataset, name):
    """A column as SQL: days as DATE, hours as whole minutes, decimals as whole numbers of their smallest part."""
    text = raw(name)
    declared = columns(dataset)[name]
    what = kind(dataset, name)
    if what == "date":
        return f"CAST({text} AS DATE)"
    if what == "time":
        return f"CAST(CAST({text} AS TIMESTAMP) AS DATE)"
    if what == "month":
        return f"CAST({text} || '-01' AS DATE)"
    if what == "week":
        return f"strptime({text} || '-1', '%G-W%V-%u')::DATE"
    if what == "integer":
        return f"TRY_CAST(replace({text}, ' ', '') AS BIGINT)"
    if what == "decimal":
        scale = 10 ** int(declared["type"]["decimal"])
        return f"CAST(round(CAST(replace({text}, ',', '.') AS DECIMAL(18, 4)) * {scale}) AS BIGINT)"
    if what == "hours":
        return (
            f"CASE WHEN contains({text}, ':') THEN CAST(split_part({text}, ':', 1) AS BIGINT) * 60 + CAST(split_part({text}, ':', 2) AS BIGINT) "
            f"ELSE CAST(round(CAST(replace({text}, ',', '.') AS DECIMAL(18, 4)) * 60) AS BIGINT) END"
        )
    return text


def typed(dataset, name):
    """The column as it was read when the table was made; its name is checked against the contract."""
    return f'"{columns(dataset)[name]["name"]}="'


def clock(dataset, name):
    """A column of days and times as minutes since 1970."""
    assert kind(dataset, name) == "time", f"{dataset}.{name}"
    return f'"{name}@"'


def value(dataset, name, text):
    what = kind(dataset, name)
    if what == "integer":
        return text
    if what == "decimal":
        return str(round(decimal.Decimal(text.replace(",", ".")) * 10 ** int(columns(dataset)[name]["type"]["decimal"])))
    if what == "hours":
        hours, _, minutes = text.partition(":")
        return str(int(hours) * 60 + int(minutes)) if minutes else str(round(decimal.Decimal(text.replace(",", ".")) * 60))
    if what in ("date", "time"):
        return f"DATE '{text}'"
    return "'" + text.replace("'", "''") + "'"


def condition(dataset, form):
    """A condition as SQL that is never NULL: one on a missing value is false."""
    if not form:
        return "true"
    (word, of), = form.items()
    sure = lambda sql: f"coalesce({sql}, false)"
    if word == "equals":
        return " AND ".join(sure(f"{typed(dataset, c)} = {value(dataset, c, v)}") for c, v in of.items())
    if word == "one-of":
        return sure(f"{typed(dataset, of['column'])} IN ({', '.join(value(dataset, of['column'], v) for v in of['values'])})")
    if word == "missing":
        return f"{typed(dataset, of)} IS NULL"
    if word == "filled":
        return f"{typed(dataset, of)} IS NOT NULL"
    if word == "at-least":
        return sure(f"{typed(dataset, of['column'])} >= {value(dataset, of['column'], of['value'])}")
    if word == "at-most":
        return sure(f"{typed(dataset, of['column'])} <= {value(dataset, of['column'], of['value'])}")
    if word == "between":
        least, most = (value(dataset, of["column"], of[k]) for k in ("least", "most"))
        return sure(f"{typed(dataset, of['column'])} BETWEEN {least} AND {most}")
    if word == "days-between":
        days = f"({typed(dataset, of['to'])} - {typed(dataset, of['from'])})"
        bounds = [f"{days} >= {of['at-least']}"] if "at-least" in of else []
        bounds += [f"{days} <= {of['at-most']}"] if "at-most" in of else []
        return sure(" AND ".join(bounds))
    if word == "not":
        return f"NOT ({condition(dataset, of)})"
    joined = {"all": " AND ", "any": " OR "}[word]
    return "(" + (joined.join(f"({condition(dataset, f)})" for f in of) or {"all": "true", "any": "false"}[word]) + ")"


def decided(dataset, form):
    """Rows where every day and number that a condition compares is there."""
    names = set()

    def walk(form):
        (word, of), = form.items()
        if word in ("at-least", "at-most", "between"):
            names.add(of["column"])
        elif word == "days-between":
            names.update((of["from"], of["to"]))
        elif word == "not":
            walk(of)
        elif word in ("all", "any"):
            for f in of:
                walk(f)

    walk(form)
    return " AND ".join(f"{typed(dataset, n)} IS NOT NULL" for n in sorted(names)) or "true"


def scale(dataset, name, unit):
    what, declared = kind(dataset, name), columns(dataset)[name]
    if what == "decimal":
        return 10 ** int(declared["type"]["decimal"])
    if what == "hours":
        return 1 if unit == "minutes" else 60
    return {("öre", "kronor"): 100, ("minuter", "hours"): 60}.get((declared.get("unit"), unit), 1)


def days_of(period):
    if "R12" in period:
        last = month_end(int(period[:4]), int(period[5:7]))
        return datetime.date(last.year - 1, last.month + 1, 1) if last.month < 12 else datetime.date(last.year, 1, 1), last
    if "T" in period:
        y, n = int(period[:4]), int(period[5])
        return datetime.date(y, n * 4 - 3, 1), month_end(y, n * 4)
    if "W" in period:
        monday = datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        return monday, monday + datetime.timedelta(6)
    if "-" in period:
        y, m = int(period[:4]), int(period[5:])
        return datetime.date(y, m, 1), month_end(y, m)
    return datetime.date(int(period), 1, 1), datetime.date(int(period), 12, 31)


def month_end(y, m):
    following = datetime.date(y + m // 12, m % 12 + 1, 1)
    return following - datetime.timedelta(1)


def easter(y):
    """By Gauss's rule, with its two exceptions."""
    century = y // 100
    m = (15 - (13 + 8 * century) // 25 + century - century // 4) % 30
    n = (4 + century - century // 4) % 7
    d = (19 * (y % 19) + m) % 30
    e = (2 * (y % 4) + 4 * (y % 7) + 6 * d + n) % 7
    if d == 29 and e == 6 or d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        e -= 7
    return datetime.date(y, 3, 22) + datetime.timedelta(d + e)


def saturday_from(y, m, d):
    day = datetime.date(y, m, d)
    return day + datetime.timedelta((5 - day.weekday()) % 7)


@functools.lru_cache
def closed_days(y, what):
    """Lagen (1989:253) om allmänna helgdagar, and the eves that semesterlagen (1977:480) puts beside Sundays."""
    midsummer = saturday_from(y, 6, 20)
    if what == "eves":
        return {midsummer - datetime.timedelta(1), datetime.date(y, 12, 24), datetime.date(y, 12, 31)}
    assert what == "public-holidays", what
    fixed = {datetime.date(y, m, d) for m, d in ((1, 1), (1, 6), (5, 1), (12, 25), (12, 26))}
    # Whit Monday gave way to the national day in 2005.
    moved = {easter(y) + datetime.timedelta(n) for n in (-2, 0, 1, 39, 49) + ((50,) if y < 2005 else ())}
    first = datetime.date(y, 1, 1)
    sundays = {first + datetime.timedelta((6 - first.weekday()) % 7 + 7 * n) for n in range(53)}
    return fixed | moved | sundays | {midsummer, saturday_from(y, 10, 31)} | ({datetime.date(y, 6, 6)} if y >= 2005 else set())


connection = duckdb.connect()
# Many small questions: threads cost more than they give.
connection.execute("SET threads = 1")
tables = {}


def table(dataset):
    if dataset not in tables:
        files = [p for pattern in contracts[dataset]["files"] for p in glob.glob(f"{project}/data/{organisation}/{pattern}.csv")]
        made = [f'{read(dataset, name)} AS "{name}="' for name in columns(dataset)]
        made += [f'CAST(epoch(CAST({raw(n)} AS TIMESTAMP)) / 60 AS BIGINT) AS "{n}@"' for n in columns(dataset) if kind(dataset, n) == "time"]
        connection.execute(
            f"CREATE TABLE \"{dataset}\" AS SELECT *, {', '.join(made)} FROM "
            f"read_csv({sorted(set(files))!r}, delim=';', header=true, all_varchar=true, quote='\"')"
        )
        tables[dataset] = True
    return f'"{dataset}"'


@functools.lru_cache
def below(top):
    def lies(unit):
        while unit is not None and unit != top:
            unit = above.get(unit)
        return unit == top

    return [u for u in above if lies(u)]


class Rows:
    """The rows of a dataset for some units between two days, by the column that says when."""

    def __init__(self, dataset, at, units, first, last, kept="true", stock=False):
        self.dataset, self.at = dataset, at
        when = typed(dataset, at)
        # A week lies where its Thursday lies, a month where all of it lies.
        begins = f"({when} + INTERVAL 3 DAY)::DATE" if kind(dataset, at) == "week" else when
        ends = f"last_day({when})" if kind(dataset, at) == "month" else begins
        span = f"{begins} >= DATE '{first}' AND {ends} <= DATE '{last}'"
        enhet = contracts[dataset]["unit"]
        self.rows = f"FROM {table(dataset)} WHERE {span} AND {enhet} IN ({', '.join(repr(u) for u in units)})"
        if stock:
            self.rows += f" AND {when} = (SELECT max({when}) FROM {table(dataset)} WHERE {span})"
        self.all = self.rows
        self.rows += f" AND ({kept})"

    def ask(self, select, where="true", more=""):
        return connection.execute(f"SELECT {select} {self.rows} AND ({where}) {more}").fetchall()

    def one(self, select, where="true"):
        return self.ask(select, where)[0][0]

    def sum(self, name, where="true"):
        return self.one(f"coalesce(sum({typed(self.dataset, name)}), 0)", where)

    def number(self, of, where):
        """A sum, how many different values, or how many rows."""
        if "sum" in of:
            return self.sum(of["sum"], where)
        return self.one(f"count(DISTINCT {typed(self.dataset, of['different'])})" if "different" in of else "count(*)", where)

    def side(self, of):
        of = of or {}
        return self.number(of, condition(self.dataset, of.get("when")))

    def has_any(self):
        return connection.execute(f"SELECT count(*) {self.all}").fetchone()[0] > 0


MISSING = "missing"


def point(values, takes):
    """A point of sorted values."""
    if not values:
        return None
    if takes in ("least", "most"):
        return values[0 if takes == "least" else -1]
    if takes == "mean":
        return sum(values) / len(values)
    if takes == "median":
        return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    return values[-(-len(values) * int(takes["percentile"]) // 100) - 1]


def flow(form, rows, where, units):
    """The queue of each unit from its first counted week or month to its last; a unit where it does not add up is left out."""
    enhet, when = contracts[rows.dataset]["unit"], typed(rows.dataset, rows.at)
    produced = form["takes"]["weeks"] if isinstance(form["takes"], dict) else None
    total = lambda names: " + ".join(f"sum({typed(rows.dataset, n)})" for n in names) or "0"
    each = {}
    flows = f"{total(form['plus'])}, {total(form['minus'])}, {total([produced] if produced else [])}"
    for unit, first, last, plus, minus, made in rows.ask(f"{enhet}, min({when}), max({when}), {flows}", where, f"GROUP BY {enhet}"):
        at = lambda name, day: rows.sum(name, f"({where}) AND {enhet} = '{unit}' AND {when} = DATE '{day}'")
        start, end = at(form["start"], first), at(form["end"], last)
        weeks = {w for (w,) in rows.ask(f"DISTINCT {when}", f"({where}) AND {enhet} = '{unit}'")}
        each[unit] = (start + plus - minus == end, end - start, end, made, weeks)
    sound = [e for e in each.values() if e[0]]
    if not sound:
        return MISSING if each else None
    if form["takes"] == "change":
        return sum(e[1] for e in sound)
    end, made = (sum(e[n] for e in sound) for n in (2, 3))
    if form["takes"] == "end":
        return end
    return end * len(set().union(*(e[4] for e in sound))) / made if made else None


def minute_of(text):
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def utilisation(form, rows, units, first, last):
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    epoch = datetime.date(1970, 1, 1)

    @functools.lru_cache(None)
    def windows(day):
        if any(day in closed_days(day.year, what) for what in form.get("closed", [])):
            return []
        return [(minute_of(w["from"]), minute_of(w["to"])) for w in form["windows"] if weekdays[day.weekday()] in w["days"]]

    used, of = 0, form["used"]
    begins, ends = (clock(rows.dataset, of[k]) for k in ("from", "to"))
    counted = f"({condition(rows.dataset, of.get('when'))}) AND {begins} IS NOT NULL AND {ends} IS NOT NULL"
    for start, end in rows.ask(f"{begins}, {ends}", counted):
        for n in range(start // 1440, end // 1440 + 1):
            for opens, closes in windows(epoch + datetime.timedelta(n)):
                used += max(0, min(end, n * 1440 + closes) - max(start, n * 1440 + opens))
    of = form["available"]
    there = Rows(of["dataset"], of["day"], units, first, last)
    minutes = there.ask(f"{typed(of['dataset'], of['day'])}, {typed(of['dataset'], of['minutes'])}", condition(of["dataset"], of.get("when")))
    available = sum(min(n, sum(closes - opens for opens, closes in windows(day))) for day, n in minutes)
    return used, available


def coverage(dataset, form, at, units, first, last):
    """Of the weeks or months of the period, times codes, times units that deliver and then exist: those with a row."""
    codes = form["per"]["values"] if "per" in form else [None]
    slots, day = [], datetime.date(first.year, first.month, 1)
    if form["each"] == "week":
        day = first - datetime.timedelta(first.weekday())
    while day <= last:
        end = day + datetime.timedelta(6) if form["each"] == "week" else month_end(day.year, day.month)
        inside = first <= day + datetime.timedelta(3) <= last if form["each"] == "week" else first <= day and end <= last
        slots += [(day, end)] if inside else []
        day = end + datetime.timedelta(1)
    delivering = [u for u in tree if dataset in u.get("delivers", []) and u["id"] in units]
    # ISO days compare as text.
    exists = lambda u, a, b: u.get("valid-from", "") <= b.isoformat() and a.isoformat() <= u.get("valid-to", "9999")
    wanted = {(u["id"], a, c) for u in delivering for a, b in slots if exists(u, a, b) for c in codes}
    if not wanted:
        return None
    enhet, code = contracts[dataset]["unit"], typed(dataset, form["per"]["column"]) if "per" in form else "NULL"
    slot = f"date_trunc('{form['each']}', {typed(dataset, at)})::DATE"
    rows = Rows(dataset, at, units, first, last)
    return len(wanted.intersection(rows.ask(f"DISTINCT {enhet}, {slot}, {code}", condition(dataset, form.get("has"))))), len(wanted)


def of_year(period, other):
    return f"{other}{period[4:]}"


def attested(form, units, first, last):
    """The last answer to each moment within the period, from units that answered anything."""
    found = connection.execute(f"SELECT enhet, moment, bedomning, period FROM {table('moment')}").fetchall()
    latest = {}
    for unit, moment, word, period in found:
        begins, ends = days_of(period)
        if unit in units and first <= begins and ends <= last and ends >= latest.get((unit, moment), (ends, ""))[0]:
            latest[unit, moment] = (ends, word)
    answered = {unit for unit, _ in latest}
    words = [word for (_, moment), (_, word) in latest.items() if moment in form["moments"]]
    return sum(w in form["words"] for w in words), len(answered) * len(form["moments"])


def expected(measure, unit, period):
    """The numbers of a measure for a unit and all below it, and whether there is any row at all to count or leave out."""
    dataset, units = measure["dataset"], below(unit)
    (how, form), = measure["computes"].items()
    form = form or {}
    first, last = days_of(period)
    if how == "attested":
        part, whole = attested(form, units, first, last)
        return {"part": part, "whole": whole}, whole > 0
    counts = measure["counts"]
    at = counts.get("stock-at") or counts.get("flow-by")
    if form.get("accumulates") == "true" and "R12" in period:
        return {"amount": None}, False
    if form.get("accumulates") == "true":
        # From the turn of the year that the period ends in; a week lies in the year of its Thursday.
        ends = first + datetime.timedelta(3) if "W" in period else last
        first = datetime.date(ends.year, 1, 1)
    kept = condition(dataset, {"equals": measure["only"]}) if "only" in measure else "true"
    kept += "".join(f" AND NOT ({condition(dataset, e['when'])})" for e in form.get("excluding", []))
    rows = Rows(dataset, at, units, first, last, kept, "stock-at" in counts)
    base = condition(dataset, form.get("when"))
    percent = 100 if measure["unit"] in ("percent", "share", "index") else 1
    amount = lambda found: ({"amount": found}, rows.has_any())

    if how == "share":
        known = form.get("part") or form.get("complement")
        whole, stated = condition(dataset, form["whole"]), condition(dataset, known)
        # Stated sums stand on rows of their own; of rows, and of what differs in them, the part is of the rows of the whole.
        if "sum" not in form:
            whole = f"({whole}) AND {decided(dataset, known)}"
            stated = f"({whole}) AND ({stated})"
        told = {"whole": rows.number(form, whole), ("complement" if "complement" in form else "part"): rows.number(form, stated)}
        return told, rows.has_any()
    if how == "within":
        (word, of), = form["of"].items()
        what = typed(dataset, of) if word == "column" else f"({typed(dataset, of['to'])} - {typed(dataset, of['from'])})"
        bound = lambda key: form[key] if word == "days" else value(dataset, of, form[key])
        bounds = [f"{what} {sign} {bound(key)}" for key, sign in (("at-least", ">="), ("at-most", "<=")) if key in form]
        whole = f"({base}) AND {what} IS NOT NULL"
        return {"whole": rows.one("count(*)", whole), "part": rows.one("count(*)", f"{whole} AND {' AND '.join(bounds)}")}, rows.has_any()
    if how == "completeness":
        filled = " AND ".join(f"{raw(name)} IS NOT NULL" for name in form["columns"])
        return {"whole": rows.one("count(*)", base), "part": rows.one("count(*)", f"({base}) AND {filled}")}, rows.has_any()
    if how == "coverage":
        found = coverage(dataset, form, at, units, first, last)
        return {"part": found and found[0], "whole": found and found[1]}, found is not None
    if how == "count":
        return {"number": rows.number(form, base)}, rows.has_any()
    if how == "sum":
        return amount(rows.sum(form["column"], base) / scale(dataset, form["column"], measure["unit"]))
    if how == "ratio":
        part_scale, whole_scale = (scale(dataset, of["sum"], measure["unit"]) if of and "sum" in of else 1 for of in (form["part"], form["whole"]))
        part, whole = rows.side(form["part"]), rows.side(form["whole"])
        return amount(None if whole == 0 else percent * part * whole_scale / (whole * part_scale))
    if how == "index":
        if form["against"] == "organisation":
            span, others = (first, last), list(above)
        else:
            span, others = days_of(of_year(period, form["against"]["year"])), units
        held = Rows(dataset, at, others, *span, kept, "stock-at" in counts)
        if not held.has_any():
            # Missing, or delivered and empty: rows cannot tell.
            return {"amount": None}, False
        part, whole = rows.side(form["part"]), rows.side(form["whole"])
        reference, of = held.side(form["part"]), held.side(form["whole"])
        return amount(None if 0 in (whole, reference, of) else percent * part * of / (whole * reference))
    if how == "fulfilment":
        outcome, plan = rows.sum(form["outcome"], base), rows.sum(form["plan"], base)
        return amount(percent * outcome / plan if plan else None)
    if how == "flow":
        return amount(flow(form, rows, base, units))
    if how == "utilisation":
        used, available = utilisation(form, rows, units, first, last)
        return amount(percent * used / available if available else None)
    if how == "gap":
        total = lambda names: sum(rows.sum(n, base) for n in names)
        return amount((total(form["plus"]) - total(form["minus"])) / scale(dataset, form["plus"][0], measure["unit"]))
    if how == "elapsed":
        days = measure["unit"] == "days"
        begins, ends = (typed(dataset, form[k]) if days else clock(dataset, form[k]) for k in ("from", "to"))
        what, of = f"({ends} - {begins})", 60 if measure["unit"] == "hours" else 1
    else:
        assert how == "spread", f"{measure['id']}: {how} is not recounted"
        what, of = typed(dataset, form["column"]), scale(dataset, form["column"], measure["unit"])
    values = [v for (v,) in rows.ask(what, f"({base}) AND {what} IS NOT NULL", "ORDER BY 1")]
    found = point(values, form["takes"])
    return amount(None if found is None else found / of)


def figures(*chosen):
    run = subprocess.run(
        [granska, "figures", "--project", project, "--organisation", organisation, *chosen, "--output", "csv"], capture_output=True, encoding="utf-8"
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    return list(csv.DictReader(io.StringIO(run.stdout.lstrip("\ufeff")), delimiter=";"))


def same(row, key, number):
    given = row[key].lstrip("'").replace(",", ".")
    if given == "" or number is None or number == MISSING:
        return given == "" and number in (None, 0, MISSING) and row["kind"] == (MISSING if number == MISSING else "not-applicable")
    if key == "amount":
        return abs(float(given) - float(number)) <= 1e-9 * max(1, abs(number))
    return int(given) == number


def parts(per):
    if per == "year":
        return [str(year)]
    if per == "tertial":
        return [f"{year}T{n}" for n in (1, 2, 3)]
    if per == "week":
        return [f"{year}-W{n:02}" for n in range(1, datetime.date(year, 12, 28).isocalendar().week + 1)]
    return [f"{year}-{n:02}{'R12' if per == 'rolling' else ''}" for n in range(1, 13)]


counted = collections.Counter()
by_measure = collections.Counter()
differences = []
for per in ("year", "tertial", "month", "week", "rolling"):
    try:
        rows = figures("--period", str(year), "--per", per)
    except RuntimeError:
        if per != "rolling":
            raise
        print(f"{granska} känner inte `--per rolling`: perioderna frågas en i taget")
        rows = [row for period in parts(per) for row in figures("--period", period)]
    told = {}
    for row in rows:
        told[row["measure"], row["unit"], row["period"]] = row
    for measure in measures:
        if "computes" not in measure:
            continue
        (at,) = (measure.get("counts") or {"flow-by": None}).values()
        # What is told by month says nothing of a week.
        if per == "week" and at and kind(measure["dataset"], at) == "month":
            continue
        for unit in above:
            for period in parts(per):
                row = told.pop((measure["id"], unit, period), None)
                if row and row["kind"] in ("quoted", "suppressed"):
                    counted["citerade eller dolda"] += 1
                    continue
                wanted, has_rows = expected(measure, unit, period)
                name = f"{measure['id']} {unit} {period}"
                if row is None:
                    if has_rows and any(wanted.values()):
                        differences.append(f"{name}: granska har ingen siffra, SQL {wanted}")
                    continue
                if row["kind"] == MISSING and not has_rows:
                    counted["saknas, och här finns ingen rad"] += 1
                    continue
                for key, number in wanted.items():
                    counted["tal"] += 1
                    by_measure[measure["id"]] += 1
                    if row["kind"] == "not-applicable" and wanted.get("whole", 1) == 0:
                        continue
                    if not same(row, key, number):
                        differences.append(f"{name} {key}: granska {row[key] or row['kind']}, SQL {number}")
    # What is only quoted, and units outside the organisation.
    counted["citerade eller dolda"] += sum(row["kind"] in ("quoted", "suppressed") for row in told.values())
    differences += [f"{' '.join(name)}: räknas inte om" for name, row in told.items() if row["kind"] not in ("quoted", "suppressed")]

others = "; ".join(f"{n} {what}" for what, n in sorted(counted.items()) if what != "tal")
print(f"{counted['tal']} tal av {len(by_measure)} mått jämförda, {len(differences)} skillnader ({others})")
for name, n in collections.Counter(d.split(" ")[0] for d in differences).items():
    print(f"{name}: {n} skillnader")
print("\n".join(differences[:40]))
sys.exit(1 if differences else 0)

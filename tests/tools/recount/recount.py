"""Recounts every computed measure in plain SQL and holds the answers beside `granska figures`.

Reads the declarations (controls/measures) and the contracts by itself and turns them into SQL for DuckDB over the same CSV files, so that a
fault in how granska reads, counts or adds up shows as a difference. Counts must be equal, amounts equal to six decimals.

    recount.py GRANSKA PROJECT ORGANISATION YEAR

Needs duckdb and PyYAML (tests/tools/requirements.txt). Ends with 1 when anything differs. Takes for granted that nothing lacks: use it on a
simulated region.
"""

import csv
import datetime
import glob
import io
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


def columns(dataset):
    return {c["name"]: c for c in contracts[dataset]["columns"]}


def kind(dataset, name):
    declared = columns(dataset)[name]["type"]
    return declared if isinstance(declared, str) else next(iter(declared))


def typed(dataset, name):
    """A column as SQL: days as DATE, hours as whole minutes, decimals as whole numbers of their smallest part."""
    raw = f"nullif(trim(\"{name}\"), '')"
    declared = columns(dataset)[name]
    what = kind(dataset, name)
    if what == "date":
        return f"CAST({raw} AS DATE)"
    if what == "time":
        return f"CAST(CAST({raw} AS TIMESTAMP) AS DATE)"
    if what == "month":
        return f"CAST({raw} || '-01' AS DATE)"
    if what == "week":
        return f"strptime({raw} || '-1', '%G-W%V-%u')::DATE"
    if what == "integer":
        return f"TRY_CAST(replace({raw}, ' ', '') AS BIGINT)"
    if what == "decimal":
        scale = 10 ** int(declared["type"]["decimal"])
        return f"CAST(round(CAST(replace({raw}, ',', '.') AS DECIMAL(18, 4)) * {scale}) AS BIGINT)"
    if what == "hours":
        return (
            f"CASE WHEN contains({raw}, ':') THEN CAST(split_part({raw}, ':', 1) AS BIGINT) * 60 + CAST(split_part({raw}, ':', 2) AS BIGINT) "
            f"ELSE CAST(round(CAST(replace({raw}, ',', '.') AS DECIMAL(18, 4)) * 60) AS BIGINT) END"
        )
    return raw


def value(dataset, name, text):
    what = kind(dataset, name)
    if what in ("integer", "decimal", "hours"):
        return text
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


def day_of(period, last=False):
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


connection = duckdb.connect()
tables = {}


def table(dataset):
    if dataset not in tables:
        files = [p for pattern in contracts[dataset]["files"] for p in glob.glob(f"{project}/data/{organisation}/{pattern}.csv")]
        connection.execute(
            f"CREATE TABLE \"{dataset}\" AS SELECT * FROM read_csv({sorted(set(files))!r}, delim=';', header=true, all_varchar=true, quote='\"')"
        )
        tables[dataset] = True
    return f'"{dataset}"'


def within(unit, top):
    while unit is not None:
        if unit == top:
            return True
        unit = above.get(unit)
    return False


def expected(measure, unit, first, last):
    """The numbers of a measure for a unit and all below it, between two days."""
    dataset, computes = measure["dataset"], measure["computes"]
    (how, form), = computes.items()
    form = form or {}
    counts = measure["counts"]
    at = counts.get("stock-at") or counts.get("flow-by")
    when = typed(dataset, at)
    # A week lies where its Thursday lies, a month where all of it lies.
    shift = {"week": f"({when} + INTERVAL 3 DAY)::DATE"}.get(kind(dataset, at), when)
    ends = f"last_day({when})" if kind(dataset, at) == "month" else shift
    units = ", ".join(f"'{u}'" for u in above if within(u, unit))
    rows = f"FROM {table(dataset)} WHERE enhet IN ({units}) AND {shift} >= DATE '{first}' AND {ends} <= DATE '{last}'"
    if "stock-at" in counts:
        taken = f"SELECT max({when}) FROM {table(dataset)} WHERE {when} <= DATE '{last}' AND {when} >= DATE '{first}'"
        rows += f" AND {when} = ({taken})"
    kept = "true" + "".join(f" AND NOT ({condition(dataset, e['when'])})" for e in form.get("excluding", []))

    def one(select, where):
        return connection.execute(f"SELECT {select} {rows} AND ({where})").fetchone()[0]

    if how == "share":
        known = form.get("part") or form.get("complement")
        if "sum" in form:
            total = lambda f: one(f"coalesce(sum({typed(dataset, form['sum'])}), 0)", f"({condition(dataset, f)}) AND {kept}")
            whole, stated = total(form["whole"]), total(known)
        else:
            base = f"({condition(dataset, form['whole'])}) AND {kept} AND {decided(dataset, known)}"
            whole, stated = one("count(*)", base), one("count(*)", f"{base} AND ({condition(dataset, known)})")
        return {"whole": whole, ("complement" if "complement" in form else "part"): stated}
    base = f"({condition(dataset, form.get('when'))}) AND {kept}"
    if how == "count":
        what = f"coalesce(sum({typed(dataset, form['sum'])}), 0)" if "sum" in form else "count(*)"
        return {"number": one(what, base)}
    if how == "ratio":
        def side(of):
            of = of or {}
            what = f"coalesce(sum({typed(dataset, of['sum'])}), 0)" if "sum" in of else "count(*)"
            number = one(what, f"({condition(dataset, of.get('when'))}) AND {kept}")
            return number, scale(dataset, of["sum"], measure["unit"]) if "sum" in of else 1

        (part, part_scale), (whole, whole_scale) = side(form["part"]), side(form["whole"])
        percent = 100 if measure["unit"] == "percent" else 1
        return {"amount": None if whole == 0 else percent * part * whole_scale / (whole * part_scale)}
    if how == "gap":
        total = lambda names: sum(one(f"coalesce(sum({typed(dataset, n)}), 0)", base) for n in names)
        of = scale(dataset, form["plus"][0], measure["unit"])
        return {"amount": (total(form["plus"]) - total(form["minus"])) / of}
    (word, of), = form["of"].items()
    what = typed(dataset, of) if word == "column" else f"({typed(dataset, of['to'])} - {typed(dataset, of['from'])})"
    values = [v for (v,) in connection.execute(f"SELECT {what} {rows} AND ({base}) AND {what} IS NOT NULL ORDER BY 1").fetchall()]
    if not values:
        return {"amount": None}
    takes = form["takes"]
    if takes == "mean":
        found = sum(values) / len(values)
    elif takes == "median":
        found = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    else:
        found = values[-(-len(values) * int(takes["percentile"]) // 100) - 1]
    return {"amount": found / (scale(dataset, of, measure["unit"]) if word == "column" else 1)}


checked = skipped = 0
differences = []
for per in ("year", "tertial", "month", "week"):
    out = subprocess.run(
        [granska, "figures", "--project", project, "--organisation", organisation, "--period", str(year), "--per", per, "--output", "csv"],
        capture_output=True, check=True, encoding="utf-8",
    ).stdout
    for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"):
        measure = next(m for m in measures if m["id"] == row["measure"])
        if row["kind"] in ("quoted", "suppressed") or row["unit"] not in above:
            skipped += 1
            continue
        first, last = day_of(row["period"])
        wanted = expected(measure, row["unit"], first, last)
        for key, number in wanted.items():
            given = row[key].lstrip("'").replace(",", ".")
            same = (
                (row["kind"] == "not-applicable" and not number)
                if given == ""
                else number is not None and (abs(float(given) - float(number)) <= 1e-6 * max(1, abs(number)) if key == "amount" else int(given) == number)
            )
            if not same and not (row["kind"] == "not-applicable" and wanted.get("whole") == 0):
                differences.append(f"{row['measure']} {row['unit']} {row['period']} {key}: granska {row[key] or row['kind']}, SQL {number}")
            checked += 1

print(f"{checked} tal jämförda, {skipped} citerade eller dolda utelämnade, {len(differences)} skillnader")
print("\n".join(differences[:40]))
sys.exit(1 if differences else 0)

"""Makes a delivery of `vantande` for the bench, without faults or with a share of rows whose priority is out of range.

    generate.py ROWS FILE [SHARE]

FILE ends in .csv or .parquet. Needs the package duckdb. The same arguments give the same rows.
"""

import sys

import duckdb

UNITS = ["opsten", "kirbjork", "ortlav", "ogonklar", "bildglas", "allman", "hudmoss", "medrot", "kardis", "endoalv"]
DATES = ["remissdatum", "beslutsdatum", "medicinskt_maldatum", "bokad_till", "erbjuden_datum", "matdatum"]
COLUMNS = ["kontakt_id", "enhet", "kontakttyp", *DATES[:5], "avvikelse", "prioritet", "matdatum"]


def rows(count: int, share: float) -> str:
    """The rows as a query: `d` days of waiting at the measuring date `m`."""
    normal = "(1 + i % 4)::varchar"
    priority = f"case when random() < {share} then '9' else {normal} end" if share else normal
    date = "strftime({}, '%Y-%m-%d')".format
    return f"""
        select 'K' || lpad(i::varchar, 9, '0') as kontakt_id, {UNITS!r}[1 + i % 10] as enhet, t as kontakttyp,
            {date("m - d")} as remissdatum,
            case when t = 'operation' then {date("m - (d // 2)::int")} end as beslutsdatum,
            case when t = 'aterbesok' then {date("m + (d % 60)::int")} end as medicinskt_maldatum,
            case when i % 3 = 0 then {date("m + (1 + d % 90)::int")} end as bokad_till,
            case when i % 7 = 0 then {date("m - (d // 3)::int")} end as erbjuden_datum,
            case when i % 14 = 0 then 'PvV' when i % 31 = 0 then 'MoV' end as avvikelse,
            {priority} as prioritet, {date("m")} as matdatum
        from (select i, ['nybesok', 'aterbesok', 'operation', 'undersokning'][1 + (i * 7919) % 4] as t,
                (hash(i) % 400)::int as d,
                last_day(date '2021-01-01' + interval (i * 60 // {count}) month)::date as m
            from range({count}) r(i))"""


def main() -> None:
    count, file, share = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute("select setseed(0.42)")
    if file.endswith(".parquet"):
        typed = {**{name: f"{name}::date" for name in DATES}, "prioritet": "prioritet::int"}
        columns = ", ".join(f"{typed.get(name, name)} as {name}" for name in COLUMNS)
        connection.execute(f"copy (select {columns} from ({rows(count, share)})) to '{file}' (format parquet)")
    else:
        columns = ", ".join(COLUMNS)
        connection.execute(f"copy (select {columns} from ({rows(count, share)})) to '{file}' (header, delimiter ';')")


main()

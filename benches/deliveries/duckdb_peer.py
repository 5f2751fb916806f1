"""Counts the rows that break each of the 40 rules of the bench, in one query of DuckDB.

    duckdb_peer.py FILE

Prints seconds, faults and peak memory. The rules are those of project/controls/datasets.yaml, in its order.
"""

import resource
import sys
import time

import duckdb

UNITS = "('opsten','kirbjork','ortlav','ogonklar','bildglas','allman','hudmoss','medrot','kardis','endoalv')"
DATES = ["remissdatum", "beslutsdatum", "medicinskt_maldatum", "bokad_till", "erbjuden_datum", "matdatum"]
TYPES = {
    "kontakt_id": "varchar", "enhet": "varchar", "kontakttyp": "varchar", **dict.fromkeys(DATES[:5], "date"),
    "avvikelse": "varchar", "prioritet": "integer", "matdatum": "date",
}
PAIRS = [
    ("remissdatum", "matdatum"), ("beslutsdatum", "matdatum"), ("remissdatum", "beslutsdatum"),
    ("remissdatum", "erbjuden_datum"), ("matdatum", "bokad_till"), ("remissdatum", "bokad_till"),
    ("beslutsdatum", "bokad_till"), ("erbjuden_datum", "matdatum"), ("remissdatum", "medicinskt_maldatum"),
    ("erbjuden_datum", "bokad_till"), ("beslutsdatum", "medicinskt_maldatum"),
]
NEEDED = [
    ("nybesok", "remissdatum"), ("undersokning", "remissdatum"), ("operation", "beslutsdatum"),
    ("aterbesok", "medicinskt_maldatum"), ("operation", "remissdatum"), ("aterbesok", "remissdatum"),
]
FORBIDDEN = [
    ("nybesok", "beslutsdatum"), ("undersokning", "beslutsdatum"), ("nybesok", "medicinskt_maldatum"),
    ("operation", "medicinskt_maldatum"), ("undersokning", "medicinskt_maldatum"), ("aterbesok", "beslutsdatum"),
]
DEVIATIONS = [("PvV", "erbjuden_datum"), ("PvV", "remissdatum"), ("MoV", "prioritet"), ("SoV", "prioritet")]
RULES = [
    *(f"{name} is null" for name in ("kontakt_id", "enhet", "kontakttyp", "matdatum")),
    f"enhet not in {UNITS}",
    "kontakttyp not in ('nybesok','aterbesok','operation','undersokning')",
    "avvikelse not in ('PvV','MoV','SoV')",
    "prioritet < 1",
    "prioritet > 4",
    *(f"{name} < date '2000-01-01'" for name in ("remissdatum", "beslutsdatum", "medicinskt_maldatum", "matdatum")),
    *(f"{then} < {first}" for first, then in PAIRS),
    *(f"kontakttyp = '{kind}' and {name} is null" for kind, name in NEEDED),
    *(f"kontakttyp = '{kind}' and {name} is not null" for kind, name in FORBIDDEN),
    *(f"avvikelse = '{code}' and {name} is null" for code, name in DEVIATIONS),
]


def main() -> None:
    file = sys.argv[1]
    assert len(RULES) == 40, len(RULES)
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items()) + "}"
    read = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}', header = true, delim = ';', columns = {columns})"
    counts = ", ".join(f"count(*) filter (where {rule})" for rule in RULES)
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    began = time.perf_counter()
    faults = sum(connection.execute(f"select {counts} from {read}").fetchone())
    seconds = time.perf_counter() - began
    print(f"{seconds:.2f} s, {faults} faults, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


main()

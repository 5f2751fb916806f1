"""The same atoms as the shipped measures of `vantande`, per unit and measuring date, asked of DuckDB.

    duckdb_peer.py FILE

Prints seconds and peak memory of two ways, each in a process of its own: everything in one query, and the counts in one with the two histograms
in another. The faster of them is the one to be compared with.
"""

import os
import resource
import sys
import time

import duckdb

WITHOUT = "avvikelse is distinct from 'PvV'"
VISIT = f"kontakttyp = 'nybesok' and {WITHOUT} and remissdatum is not null"
OPERATION = f"kontakttyp = 'operation' and {WITHOUT} and beslutsdatum is not null"
DAYS = "matdatum - case kontakttyp when 'nybesok' then remissdatum else beslutsdatum end"
ATOMS = [f"count(*) filter (where {atom})" for atom in (
    VISIT,
    f"{VISIT} and matdatum - remissdatum <= 90",
    f"{VISIT} and matdatum - remissdatum <= 60",
    f"kontakttyp = 'nybesok' and {WITHOUT} and remissdatum is null",
    "kontakttyp = 'nybesok' and avvikelse = 'PvV'",
    OPERATION,
    f"{OPERATION} and matdatum - beslutsdatum <= 90",
    f"{OPERATION} and matdatum - beslutsdatum <= 60",
    f"kontakttyp = 'operation' and {WITHOUT} and beslutsdatum is null",
    "kontakttyp = 'operation' and avvikelse = 'PvV'",
    "true",
)] + [f"max(matdatum - beslutsdatum) filter (where {OPERATION})"]
HISTOGRAMS = [f"histogram(matdatum - remissdatum) filter (where {VISIT})", f"histogram(matdatum - beslutsdatum) filter (where {OPERATION})"]
TYPES = {
    "kontakt_id": "varchar", "enhet": "varchar", "kontakttyp": "varchar", "remissdatum": "date", "beslutsdatum": "date",
    "medicinskt_maldatum": "date", "bokad_till": "date", "erbjuden_datum": "date", "avvikelse": "varchar", "prioritet": "integer", "matdatum": "date",
}


def ask(way: str, file: str) -> str:
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items()) + "}"
    read = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}', header = true, delim = ';', columns = {columns})"
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    began = time.perf_counter()
    if way == "one":
        cells = connection.execute(f"select enhet, matdatum, {', '.join(ATOMS + HISTOGRAMS)} from {read} group by all").fetchall()
        values = sum(len(histogram or {}) for row in cells for histogram in row[-2:])
    else:
        cells = connection.execute(f"select enhet, matdatum, {', '.join(ATOMS)} from {read} group by all").fetchall()
        values = len(connection.execute(
            f"select enhet, matdatum, kontakttyp, {DAYS}, count(*) from {read} where ({VISIT}) or ({OPERATION}) group by all"
        ).fetchall())
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{way}: {seconds:.2f} s, {len(cells)} cells, {values} values, {memory} MB"


def main() -> None:
    for way in ("one", "two"):
        sys.stdout.flush()
        if (child := os.fork()) == 0:
            print(ask(way, sys.argv[1]), flush=True)
            os._exit(0)
        os.waitpid(child, 0)


main()

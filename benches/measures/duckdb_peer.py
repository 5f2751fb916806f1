"""The same atoms as the shipped measures of `vantande`, per unit and measuring date, in the fewest queries of DuckDB.

    duckdb_peer.py FILE

Prints seconds and peak memory. The sums come from one query and the two histograms from one more, which is faster than one query for both.
"""

import resource
import sys
import time

import duckdb

WITHOUT = "avvikelse is distinct from 'PvV'"
VISIT = f"kontakttyp = 'nybesok' and {WITHOUT} and remissdatum is not null"
OPERATION = f"kontakttyp = 'operation' and {WITHOUT} and beslutsdatum is not null"
ATOMS = [
    VISIT,
    f"{VISIT} and matdatum - remissdatum <= 90",
    f"kontakttyp = 'nybesok' and {WITHOUT} and remissdatum is null",
    "kontakttyp = 'nybesok' and avvikelse = 'PvV'",
    OPERATION,
    f"{OPERATION} and matdatum - beslutsdatum <= 90",
    f"kontakttyp = 'operation' and {WITHOUT} and beslutsdatum is null",
    "kontakttyp = 'operation' and avvikelse = 'PvV'",
    "true",
]
TYPES = {
    "kontakt_id": "varchar", "enhet": "varchar", "kontakttyp": "varchar", "remissdatum": "date", "beslutsdatum": "date",
    "medicinskt_maldatum": "date", "bokad_till": "date", "erbjuden_datum": "date", "avvikelse": "varchar", "prioritet": "integer", "matdatum": "date",
}


def main() -> None:
    file = sys.argv[1]
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items()) + "}"
    read = f"read_parquet('{file}')" if file.endswith(".parquet") else f"read_csv('{file}', header = true, delim = ';', columns = {columns})"
    counts = ", ".join(f"count(*) filter (where {atom})" for atom in ATOMS)
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    began = time.perf_counter()
    cells = connection.execute(f"select enhet, matdatum, {counts} from {read} group by all").fetchall()
    values = connection.execute(
        f"select enhet, matdatum, kontakttyp, matdatum - case kontakttyp when 'nybesok' then remissdatum else beslutsdatum end, count(*) "
        f"from {read} where ({VISIT}) or ({OPERATION}) group by all"
    ).fetchall()
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.2f} s, {len(cells)} cells, {len(values)} values, {memory} MB")


main()

#!/usr/bin/env python3
"""Rehearses forms with the programs that people have: `rehearse.py GRANSKA [KEEP]`.

A form is written, opened and saved by openpyxl and by LibreOffice (.xlsx and .ods), untouched and filled in, and collected. However it
was saved, an untouched form changes nothing, and a filled-in one gives the same files byte for byte. Spoilt forms get their remarks.
The real organisation in the repository is only copied; what is added to it here never leaves the scratch folder (KEEP keeps it).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
GRANSKA = os.path.abspath(sys.argv[1])
PERIOD, DIVISION, DAY = "2026-11", "lanssjukvard", "2026-12-01"
FAULTS = []

REGISTER = """audit: produktionsplanering-2020
entries:
  - id: u-0001
    date: 2026-01-15
    by: regionstyrelsen
    about: { recommendation: R2 }
    what:
      action: { text: "Påhittad åtgärd för övning.", owner: divisionschef Länssjukvård, due: 2026-12-31 }
"""

# sheet, key, how the heading begins, value
CELLS = [
    ["Moment", "lanssjukvard|kapacitet-per-vecka", "Svar (", "Ja"],
    ["Moment", "lanssjukvard|kapacitet-per-vecka", "Kommentar", "Bedöms varje vecka; \"grön\" lista."],
    ["Moment", "lanssjukvard|kapacitet-per-vecka", "Besvarat av", "verksamhetschef"],
    ["Moment", "lanssjukvard|kapacitet-per-vecka", "Datum", "2026-11-30"],
    ["Moment", "lanssjukvard|stodresurser", "Datum", "2026-11-30"],
    ["Produktionsplan", "kirurgi|+1|2026-W45", "Grupp", "bråck"],
    ["Produktionsplan", "kirurgi|+1|2026-W46", "Plan,", 12],
    ["Produktionsplan", "kirurgi|+1|2026-W46", "Utfall", 0],
    ["Produktionsplan", "kirurgi|+1|2026-W46", "Beslutad", "2026-10-12"],
    ["Produktionsplan", "kirurgi|+1|2026-W47", "Plan,", 14],
    ["Kapacitet", "ortopedi|lakare|2026-W47", "Behov", 37.5],
    ["Kapacitet", "ortopedi|lakare|2026-W47", "Kapacitet", "36:20"],
    ["Åtgärder", "recommendation:R2", "Status (", "Pågår"],
    ["Åtgärder", "recommendation:R2", "Vad som görs", "Mål tas fram."],
    ["Åtgärder", "recommendation:R2", "Väntas", "2027-03-31"],
]


def fault(text):
    FAULTS.append(text)
    print(f"FEL: {text}")


def project(folder):
    for name in ["controls", "report-templates", "data"]:
        shutil.copytree(ROOT / name, folder / name)
    tree = folder / "data/norrbotten/organisation.yaml"
    text = tree.read_text(encoding="utf-8")
    for unit in ["kirurgi", "ortopedi"]:
        text = text.replace(f"{{ id: {unit}, ", f"{{ id: {unit}, delivers: [produktionsplan, kapacitet], ")
    tree.write_text(text, encoding="utf-8")
    register = folder / "data/norrbotten/uppfoljning/2026.yaml"
    register.parent.mkdir(exist_ok=True)
    register.write_text(REGISTER, encoding="utf-8")
    return folder


def granska(folder, *arguments):
    done = subprocess.run(
        [GRANSKA, *arguments, "--project", str(folder), "--as-of", DAY, "--color", "never"],
        cwd=folder, capture_output=True, text=True, check=False,
    )
    return done.returncode, done.stdout, done.stderr


def office(source, target, cells=None, password=None):
    scratch = Path(str(target) + ".json")
    scratch.write_text(json.dumps(cells or []), encoding="utf-8")
    arguments = [str(source), str(target), str(scratch)] + ([password] if password else [])
    subprocess.run(["/usr/bin/python3", str(HERE / "office.py"), *arguments], check=True)


def place(sheet, key, heading):
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == key)
    column = next(c for c in range(2, sheet.max_column + 1)
                  if str(sheet.cell(1, c).value or "").replace("\u00a0", " ").startswith(heading))
    return sheet.cell(row, column)


def with_openpyxl(source, target, cells=(), spoil=None):
    book = openpyxl.load_workbook(source)
    for name, key, heading, value in cells:
        cell = place(book[name], key, heading)
        is_day = isinstance(value, str) and re.fullmatch(r"20\d\d-\d\d-\d\d", value)
        cell.value = date.fromisoformat(value) if is_day else value
    if spoil:
        spoil(book)
    book.save(target)


def written(folder):
    """What collecting wrote, by path."""
    before = {p.relative_to(ROOT): p.read_bytes() for p in (ROOT / "data").rglob("*") if p.is_file()}
    after = {p.relative_to(folder): p.read_bytes() for p in (folder / "data").rglob("*") if p.is_file()}
    return {str(p): b for p, b in after.items() if before.get(p) != b and p.name != "organisation.yaml"}


def codes(err):
    return sorted(set(re.findall(r"\[(G\d{3})\]", err)))


def rehearse(scratch):
    base = project(scratch / "base")
    code, out, err = granska(base, "form", "--division", DIVISION, "--period", PERIOD)
    if code != 0:
        raise SystemExit(f"form: {code}\n{out}{err}")
    form = base / f"out/norrbotten/formular/{PERIOD}-{DIVISION}.xlsx"

    ways = {
        "openpyxl.xlsx": lambda target, cells: with_openpyxl(form, target, cells),
        "libreoffice.xlsx": lambda target, cells: office(form, target, cells),
        "libreoffice.ods": lambda target, cells: office(form, target, cells),
    }
    results = {}
    for name, save in ways.items():
        untouched, filled = scratch / f"untouched-{name}", scratch / f"filled-{name}"
        save(untouched, [])
        code, out, err = granska(base, "collect", str(untouched), "--dry-run")
        if code != 0 or "Inget har ändrats" not in out or codes(err) != ["G841"]:
            fault(f"untouched {name}: {code}\n{out}{err}")
        save(filled, CELLS)
        folder = project(scratch / f"project-{name}")
        code, out, err = granska(folder, "collect", str(filled))
        if code != 0:
            fault(f"filled {name}: {code}\n{out}{err}")
        results[name] = written(folder)
        code, out, err = granska(folder, "collect", str(filled))
        if code != 0 or "Inget har ändrats" not in out:
            fault(f"collected again {name}: {code}\n{out}{err}")
        code, out, err = granska(folder, "form", "--division", DIVISION, "--period", PERIOD)
        again = folder / f"out/norrbotten/formular/{PERIOD}-{DIVISION}.xlsx"
        code, out, err = granska(folder, "collect", str(again), "--dry-run")
        if code != 0 or "Inget har ändrats" not in out:
            fault(f"a new form after {name}: {code}\n{out}{err}")
    first = results["openpyxl.xlsx"]
    if len(first) != 4:
        fault(f"files written: {sorted(first)}")
    for name, files in results.items():
        if files != first:
            fault(f"{name} gives other files than openpyxl: {[p for p in files if files[p] != first.get(p)]}")
    for path, content in sorted(first.items()):
        print(f"--- {path}\n{content.decode('utf-8')}")

    # LibreOffice computes the names of groups below the first row; openpyxl's file, saved again by LibreOffice, says the same.
    chained = scratch / "chained.xlsx"
    office(scratch / "filled-openpyxl.xlsx", chained)
    folder = project(scratch / "project-chained")
    granska(folder, "collect", str(chained))
    if written(folder) != first:
        fault("openpyxl and then LibreOffice gives other files")

    spoilt = {
        "renamed": (lambda b: setattr(b["Moment"], "title", "Våra svar"), ["G824", "G841"]),
        "missing": (lambda b: b.remove(b["Kapacitet"]), ["G825", "G841"]),
        "removed": (lambda b: b["Moment"].delete_rows(3), ["G826", "G841"]),
        "added": (lambda b: b["Moment"].cell(30, 4, "Summa"), ["G827", "G841"]),
        "word": (lambda b: setattr(place(b["Moment"], CELLS[0][1], "Svar ("), "value", "kanske"), ["G830", "G841"]),
        "number": (lambda b: setattr(place(b["Kapacitet"], CELLS[10][1], "Behov"), "value", "ca 40"), ["G831", "G841"]),
        "formula": (lambda b: setattr(place(b["Kapacitet"], CELLS[10][1], "Behov"), "value", "=1/0"), ["G835", "G841"]),
        "person": (lambda b: setattr(place(b["Moment"], CELLS[0][1], "Kommentar"), "value", "811228-9874"), ["G834"]),
        "no-mark": (lambda b: b.remove(b["granska"]), ["G815"]),
    }
    for name, (spoil, expected) in spoilt.items():
        target = scratch / f"spoilt-{name}.xlsx"
        with_openpyxl(form, target, (), spoil)
        spoilt_result(base, target, expected)
    whole = form.read_bytes()
    (scratch / "spoilt-truncated.xlsx").write_bytes(whole[: len(whole) * 2 // 3])
    spoilt_result(base, scratch / "spoilt-truncated.xlsx", ["G813"])
    (scratch / "spoilt-text.xlsx").write_text("enhet;moment\n")
    spoilt_result(base, scratch / "spoilt-text.xlsx", ["G813"])
    office(form, scratch / "spoilt-password.xlsx", password="hemligt")
    spoilt_result(base, scratch / "spoilt-password.xlsx", ["G814"])
    office(form, scratch / "spoilt-password.ods", password="hemligt")
    spoilt_result(base, scratch / "spoilt-password.ods", ["G814"])
    twice = [str(scratch / f"filled-{name}") for name in ("openpyxl.xlsx", "libreoffice.ods")]
    code, out, err = granska(base, "collect", *twice, "--dry-run")
    if codes(err) != ["G841", "G845"]:
        fault(f"the same answers twice: {code} {codes(err)}\n{out}{err}")
    code, out, err = granska(base, "collect", str(form), twice[0], "--dry-run")
    if code != 1 or codes(err) != ["G846"]:
        fault(f"other answers twice: {code} {codes(err)}\n{out}{err}")

    office(form, scratch / "form.pdf")
    text = subprocess.run(["pdftotext", "-layout", str(scratch / "form.pdf"), "-"], capture_output=True, text=True,
                          check=True).stdout
    if "###" in text or "Err:" in text or "Sida 1 av" not in text:
        fault("the printed form has cells that are too narrow, errors, or no foot")


def spoilt_result(base, target, expected):
    code, out, err = granska(base, "collect", str(target), "--dry-run")
    if codes(err) != expected or "9874" in out + err or "panicked" in err:
        fault(f"{target.name}: {code} {codes(err)}, expected {expected}\n{out}{err}")
    print(f"{target.name}: {code} {codes(err)}")


def main():
    if len(sys.argv) > 2:
        keep = Path(sys.argv[2]).resolve()
        shutil.rmtree(keep, ignore_errors=True)
        keep.mkdir(parents=True)
        rehearse(keep)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            rehearse(Path(scratch))
    if FAULTS:
        raise SystemExit(f"{len(FAULTS)} fault(s)")
    print("forms come back from openpyxl and LibreOffice as they were filled in")


main()

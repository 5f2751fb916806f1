#!/usr/bin/python3
"""Fills in and saves a form with LibreOffice, as a person would: `office.py FROM TO [CELLS.json] [PASSWORD]`.

Runs in the Python that has LibreOffice's `uno` (Debian: python3-uno). The ending of TO says the format. CELLS is a list of
[sheet, key, heading, value]; the row is found by its hidden key, the column by how its heading begins.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue

FORMATS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".pdf": "calc_pdf_Export"}


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def named(name, value):
    n = NamedValue()
    n.Name, n.Value = name, value
    return n


def connect(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def fill(document, cells):
    for name, key, heading, value in cells:
        sheet = document.Sheets.getByName(name)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last, wide = cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn
        rows = [y for y in range(last + 1) if sheet.getCellByPosition(0, y).String == key]
        columns = [x for x in range(1, wide + 1) if sheet.getCellByPosition(x, 0).String.startswith(heading)]
        cell = sheet.getCellByPosition(columns[0], rows[0])
        if isinstance(value, (int, float)):
            cell.Value = value
        elif value[:2] == "20" and len(value) == 10:
            # As typed by a person: the program finds the date itself.
            cell.FormulaLocal = value
        else:
            cell.String = value


def main():
    source, target = (os.path.abspath(p) for p in sys.argv[1:3])
    cells = json.load(open(sys.argv[3], encoding="utf-8")) if len(sys.argv) > 3 and sys.argv[3] else []
    password = sys.argv[4] if len(sys.argv) > 4 else None
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"granska-{os.getpid()}"
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}",
            f"--accept=pipe,name={pipe};urp;",
        ], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            desktop = connect(pipe)
            document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (prop("Hidden", True),))
            if document is None:
                raise SystemExit(f"LibreOffice cannot open {source}")
            fill(document, cells)
            how = [prop("FilterName", FORMATS[os.path.splitext(target)[1]])]
            if password:
                # .ods takes the password as it is, .xlsx its own key.
                if target.endswith(".xlsx"):
                    keys = (named("CryptoType", "Standard"), named("OOXPassword", password))
                    how.append(prop("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", keys)))
                else:
                    how.append(prop("Password", password))
            document.storeToURL(f"file://{target}", tuple(how))
            document.close(True)
            try:
                desktop.terminate()
            except Exception:
                pass
            office.wait(60)
        finally:
            office.kill()


main()

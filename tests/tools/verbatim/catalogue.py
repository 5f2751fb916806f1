"""Reads what the YAML and CSV of controls/ and data/ quote from each audit.

Quotes stand under `text`, `heading`, `subheading`, `bullets` and `columns`, in the labels of units that have a source,
in the comments of moment.csv, and in verktyg.csv where the audit prints its table of tools.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Union

import yaml

QUOTING_KEYS = {"text", "heading", "subheading", "bullets", "columns"}


class Text(str):
    """A scalar of a YAML file that knows its place."""

    place: str


Node = Union[Text, list, dict]


@dataclass(frozen=True)
class Quote:
    """A stretch of an audit that the catalogue or the data repeats, and the section that it is said to stand in."""

    text: str
    place: str
    key: str
    source: str


@dataclass(frozen=True)
class Bond:
    """What a printed table binds together: a question with its verdict and comments, a moment with its word and
    comment, a tool with its use."""

    what: tuple[str, ...]  # each form it is printed in
    word: tuple[str, ...]  # each form of the verdict; none for a tool
    notes: tuple[str, ...]
    place: str
    source: str


@dataclass
class Audit:
    """All that is quoted from one audit about one organisation."""

    id: str
    organisation: str
    nature: str  # of the organisation: real or invented
    documents: list[str]
    quotes: list[Quote]
    recommendations: list[Quote]
    verdicts: list[Bond]
    moments: list[Bond]
    tools: list[Bond]
    sections: list[tuple[str, str]]  # number or name, and heading


def scale_words(project: Path) -> set[str]:
    """The words of all scales, without case."""
    scales = _read(project, project / "controls" / "scales.yaml")["scales"]
    return {word["word"].casefold() for scale in scales for word in scale["words"]}


def audits(project: Path) -> list[Audit]:
    """Each audit of each organisation in the project."""
    return [_audit(project, folder) for folder in sorted(project.glob("data/*/audits/*/")) if folder.is_dir()]


def _audit(project: Path, established_in: Path) -> Audit:
    organisation = established_in.parents[1]
    asked_in = project / "controls" / "audits" / established_in.name
    paths = sorted([*asked_in.glob("*.yaml"), *established_in.glob("*.yaml")])
    files = {path.name: _read(project, path) for path in paths}
    established = files.get("established.yaml", {})
    questions = files.get("questions.yaml", {})
    sections = files.get("text.yaml", {}).get("sections", [])
    moments = list(_moments(project, organisation, questions, established))
    tools = list(_tools(project, organisation)) if _prints_tools(sections) else []
    recommendations = files.get("recommendations.yaml", {}).get("recommendations", [])
    rated = {rating["id"]: rating for rating in established.get("questions", [])}
    asked = [question for question in questions.get("questions", []) if question["id"] in rated]
    quotes = [quote for tree in files.values() for quote in _quotes(tree)]
    quotes += [Quote(note, bond.place, "kommentar", bond.source) for bond in moments for note in bond.notes]
    if _prints_tools(sections):
        for row, place in _rows(project, organisation / "verktyg.csv"):
            quotes += [Quote(row[column], place, column, row["kalla"]) for column in ("verktyg", "anvands_till")]
    described = _read(project, organisation / "organisation.yaml")
    stated = [unit for unit in described["units"] if "source" in unit]
    quotes += [Quote(unit["label"], unit["label"].place, "label", unit["source"]) for unit in stated]
    return Audit(
        id=established_in.name,
        organisation=organisation.name,
        nature=described["nature"],
        documents=files["audit.yaml"]["documents"],
        quotes=quotes,
        recommendations=list(_quotes(recommendations)),
        verdicts=[_verdict(question, rated[question["id"]]) for question in asked],
        moments=moments,
        tools=tools,
        sections=[(section["id"], section["heading"]) for section in sections],
    )


def _verdict(question: dict, rating: dict) -> Bond:
    printed = (question["text"], *(form["text"] for form in question.get("as-printed", [])))
    words = tuple(rating[key] for key in ("as-printed", "word") if key in rating)
    comments = rating.get("comments", [])
    source = comments[0]["source"] if comments else question["source"]
    return Bond(printed, words, tuple(comment["text"] for comment in comments), rating["id"].place, source)


def _moments(project: Path, organisation: Path, questions: dict, established: dict) -> Iterator[Bond]:
    texts = {moment["id"]: moment["text"] for moment in questions.get("moments", [])}
    printed = {(form["moment"], form["unit"]): form["text"] for form in established.get("as-printed", [])}
    for row, place in _rows(project, organisation / "moment.csv"):
        moment, comment = row["moment"], row["kommentar"]
        if moment in texts:
            text = printed.get((moment, row["enhet"]), texts[moment])
            yield Bond((text,), (row["bedomning"],), (comment,) if comment else (), place, row["kalla"])


def _tools(project: Path, organisation: Path) -> Iterator[Bond]:
    """The rows of the organisation itself, which are those of the printed table."""
    for row, place in _rows(project, organisation / "verktyg.csv"):
        if row["enhet"] == organisation.name:
            yield Bond((row["verktyg"],), (), (row["anvands_till"],), place, row["kalla"])


def _prints_tools(sections: list[dict]) -> bool:
    return any(block == "tools" for section in sections for block in section["blocks"])


def _quotes(node: Node, key: str = "", source: str = "") -> Iterator[Quote]:
    """The quotes in a tree, in the order of the file. What stands in a section of text.yaml has it as its source."""
    if isinstance(node, dict):
        source = node.get("source", node["id"] if "blocks" in node else source)
        for name, value in node.items():
            yield from _quotes(value, name, source)
    elif isinstance(node, list):
        for value in node:
            yield from _quotes(value, key, source)
    elif key in QUOTING_KEYS and node:
        yield Quote(node, node.place, key, source)


def _read(project: Path, path: Path) -> Node:
    return _plain(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader), path.relative_to(project))


def _plain(node: yaml.Node, path: Path) -> Node:
    """A node as dict, list or placed text. No scalar is interpreted: a date stays as it is written."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value, path) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, path) for value in node.value]
    text = Text(node.value)
    text.place = f"{path}:{node.start_mark.line + 1}"
    return text


def _rows(project: Path, path: Path) -> Iterator[tuple[dict[str, str], str]]:
    """The rows of a delivery with their places; none when the organisation has not delivered it."""
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        for row in reader:
            yield row, f"{path.relative_to(project)}:{reader.line_num}"

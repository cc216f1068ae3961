"""What stands on the shelf: a table beside the app."""

import csv
from pathlib import Path

from jinja2 import Template
from tabulate import tabulate

DATA = Path(__file__).parent.parent / "data" / "shelf.csv"
SENTENCE = Template("{% for row in rows %}{{ row.count }} {{ row.kind }}{{ ', ' if not loop.last }}{% endfor %}")


def rows():
    with DATA.open(newline="") as file:
        return [{"kind": row["kind"], "count": int(row["count"])} for row in csv.DictReader(file)]


def table(rows):
    return tabulate(rows, headers="keys", tablefmt="github")


def sentence(rows):
    return SENTENCE.render(rows=rows)


def worth(rows, prices):
    return sum(row["count"] * prices.get(row["kind"], 0) for row in rows)

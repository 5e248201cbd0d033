"""What a raw flight consists of, as SQL: fields, their types, and what makes a row a bad one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    required: bool


def required(name: str, type: str) -> Field:
    return Field(name, type, True)


def optional(name: str, type: str) -> Field:
    return Field(name, type, False)


# Cancelled flights have no times, and some have no plane.
FIELDS = (
    required("year", "int"),
    required("month", "int"),
    required("day", "int"),
    optional("dep_time", "int"),
    required("sched_dep_time", "int"),
    optional("dep_delay", "int"),
    optional("arr_time", "int"),
    required("sched_arr_time", "int"),
    optional("arr_delay", "int"),
    required("carrier", "string"),
    required("flight", "int"),
    optional("tailnum", "string"),
    required("origin", "string"),
    required("dest", "string"),
    optional("air_time", "int"),
    required("distance", "int"),
    required("hour", "int"),
    required("minute", "int"),
    required("time_hour", "timestamp"),
)
NAMES = tuple(field.name for field in FIELDS)

# Two rows with the same key are the same flight.
KEY = ("year", "month", "day", "carrier", "flight", "origin")

# Faster than any airliner: one flight of the year, by a wrong air_time.
MOST_MILES_PER_HOUR = 700

# Conditions that make a row a bad one, and what is said of it.
RULES = (
    ("try_cast(concat_ws('-', year, month, day) AS date) IS NULL", "year, month and day are no date"),
    ("month <> batch", "it is in the folder of another month"),
    (
        f"distance * 60 > {MOST_MILES_PER_HOUR} * air_time",
        f"it is faster than {MOST_MILES_PER_HOUR} miles an hour",
    ),
)


STRINGS = ", ".join(f"{name} string" for name in NAMES)

# Columns of the tables, for readers that have none of a catalog.
TABLES = {
    "bronze": f"{STRINGS}, unreadable string, source string, batch int",
    "silver": (
        "flight_date date, "
        + ", ".join(f"{f.name} {f.type}" for f in FIELDS if f.name not in ("year", "day"))
        + ", cancelled boolean"
    ),
    "quarantine": "reason string, line string, source string, batch int",
    "gold": (
        "carrier string, airline string, flights bigint, cancelled bigint, delayed bigint, "
        "mean_departure_delay decimal(10,2), mean_arrival_delay decimal(10,2)"
    ),
}


def typed(field: Field) -> str:
    """The field of `raw`, whose fields are strings, in its type; NULL where it is none."""
    return f"try_cast(raw.{field.name} AS {field.type})"


def text(value: str) -> str:
    """A string literal of SQL."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def reasons() -> str:
    """
    An expression over typed fields beside those of `raw`: what is wrong with a row, or an empty
    string.
    """
    readable = "raw.unreadable IS NULL"
    found = [("raw.unreadable IS NOT NULL", text("it is no JSON object"))]
    for field in FIELDS:
        name, raw = field.name, f"raw.{field.name}"
        if field.required:
            found.append((f"{readable} AND {raw} IS NULL", text(f"{name} is missing")))
        if field.type != "string":
            said = f"concat({text(name + '=')}, {raw}, {text(f' is no {field.type}')})"
            found.append((f"{raw} IS NOT NULL AND {name} IS NULL", said))
    found += [(f"{readable} AND {condition}", text(said)) for condition, said in RULES]
    said = ", ".join(f"IF({condition}, {reason}, NULL)" for condition, reason in found)
    return f"concat_ws('; ', {said})"


def changes(keys: set[str]) -> list[str]:
    """How the fields that were found differ from those that are known."""
    new = sorted(keys - set(NAMES))
    gone = sorted(set(NAMES) - keys)
    return [
        *(f"field {name!r} is new" for name in new),
        *(f"field {name!r} is missing in every row" for name in gone),
    ]

"""The gold table: how punctual each airline is."""

from decimal import Decimal

# Minutes after schedule from which an arrival counts as delayed.
DELAYED_FROM = 15

COLUMNS = (
    "carrier",
    "airline",
    "flights",
    "cancelled",
    "delayed",
    "mean_departure_delay",
    "mean_arrival_delay",
)


def mean(column: str) -> str:
    """To two places, of whole numbers: exact, so that every engine finds the same."""
    return (
        f"CAST(round(CAST(sum({column}) AS DECIMAL(20, 6)) / count({column}), 2) "
        "AS DECIMAL(10, 2))"
    )


AGGREGATES = (
    "count(*) AS flights",
    "count_if(cancelled) AS cancelled",
    f"count_if(arr_delay >= {DELAYED_FROM}) AS delayed",
    f"{mean('dep_delay')} AS mean_departure_delay",
    f"{mean('arr_delay')} AS mean_arrival_delay",
)


def table(rows: list[tuple[str, str, int, int, int, Decimal | None, Decimal | None]]) -> str:
    """Formats rows of the gold table for people."""
    lines = [
        f"{'carrier':<8} {'airline':<28} {'flights':>8} {'cancelled':>10} {'delayed':>8} "
        f"{'departure':>10} {'arrival':>8}"
    ]
    for carrier, airline, flights, cancelled, delayed, departure, arrival in rows:
        lines.append(
            f"{carrier:<8} {airline:<28} {flights:>8} {cancelled:>10} {delayed:>8} "
            f"{shown(departure):>10} {shown(arrival):>8}"
        )
    return "\n".join(lines)


def shown(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:.2f}"

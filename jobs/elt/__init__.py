"""Flights of 2013 from raw JSON to a table of airlines: what jobs/flights.py consists of."""

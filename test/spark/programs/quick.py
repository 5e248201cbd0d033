"""Ends at once, without executors."""

print("SUM 0", flush=True)

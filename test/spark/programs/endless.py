"""Prints 100 MB in lines, then 100 MB in one line without an end, and fails."""

import sys

for number in range(100_000):
    sys.stdout.write(f"{number:07} \x1b[31m password=hunter2 ".ljust(999, "y") + "\n")
for _ in range(1_000):
    sys.stdout.write("z" * 100_000)
sys.stdout.flush()
sys.exit(1)

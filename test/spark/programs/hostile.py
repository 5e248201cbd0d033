"""Prints what would act in a terminal, in CI or in a comment, and then fails."""

import sys

# Below the size at which a kubelet begins another file, which would be the end of this one's log.
print("x" * 5_000_000)
print("\x1b[2Jcleared")
print("\x1b]0;title\x07 \x9b2J 100 %\rdone\b\u202e\u2028")
print("::error::command")
print(" ##[add-mask]command")
print("</pre><img src=x> @everybody")
print("password=hunter2 AKIAIOSFODNN7EXAMPLE")
print("the end", flush=True)
sys.exit(1)

"""Installs a Python package with what it needs, as the user that it runs as, and uses both."""

import subprocess
import sys
import tempfile

folder = tempfile.mkdtemp()
pip = [sys.executable, "-m", "pip", "install", "--target", folder]
subprocess.run([*pip, "shouting==1.0"], check=True)
sys.path.append(folder)

import shouting  # noqa: E402

print("SHOUTED " + shouting.shout(), flush=True)

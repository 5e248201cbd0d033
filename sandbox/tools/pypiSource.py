"""Downloads a source distribution without opening it: every command of pip would run its build.

Index, proxies and certificates are those of the user's pip.
"""

import os
import shutil
import sys

from pip._internal.commands import create_command
from pip._vendor.packaging.specifiers import SpecifierSet

name, version, folder = sys.argv[1:]
command = create_command("download")
options, _ = command.parse_args(["--quiet", "--no-deps", "--no-binary", ":all:", name])
with command.main_context():
    session = command.get_default_session(options)
    finder = command._build_package_finder(options, session, ignore_requires_python=True)
    best = finder.find_best_candidate(name, SpecifierSet(f"=={version}")).best_candidate
    if best is None:
        sys.exit(f"no source distribution of {name} {version}")
    identity = {"Accept-Encoding": "identity"}
    answer = session.get(best.link.url_without_fragment, headers=identity, stream=True)
    answer.raise_for_status()
    with open(os.path.join(folder, best.link.filename), "wb") as file:
        shutil.copyfileobj(answer.raw, file, 1 << 20)

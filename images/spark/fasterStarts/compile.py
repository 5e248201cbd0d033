"""Adds compiled modules to archives of Python modules: Python keeps none for modules of archives."""

import compileall
import os
import py_compile
import sys
import tempfile
import zipfile

for archive in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as modules:
            modules.extractall(folder)
        # Nobody changes a module of an archive: it is not compared with what was compiled.
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        shown = {"stripdir": folder, "prependdir": archive}
        compileall.compile_dir(folder, quiet=1, legacy=True, invalidation_mode=mode, **shown)
        compiled = f"{archive}.compiled"
        with zipfile.ZipFile(compiled, "w", zipfile.ZIP_DEFLATED) as out:
            for parent, _, files in os.walk(folder):
                for file in sorted(files):
                    path = os.path.join(parent, file)
                    out.write(path, os.path.relpath(path, folder))
    os.replace(compiled, archive)

"""Compiles one source to PDF/A-3b with the typst module, as its command line does; prints the seconds that it took.

The interpreter's start and the loading of the module are not counted: it is kinder to typst than its command line would be.
"""

import sys
import time

import typst

fonts, root, source = sys.argv[1:]
begin = time.perf_counter()
compiler = typst.Compiler(root=root, font_paths=[fonts], ignore_system_fonts=True)
made = compiler.compile(input=source, format="pdf", pdf_standards="a-3b")
with open(source + ".pdf", "wb") as file:
    file.write(made)
print(time.perf_counter() - begin)

"""Compares figures of the kernel with those of a package, and tells how many agree and what does not.

The greatest difference printed is relative above 1 and absolute below.
"""
import math
import sys

RELATIVE = 1e-9
ABSOLUTE = 1e-12


class Agreement:
    def __init__(self):
        self.compared = {}
        self.differences = []

    def check(self, what, case, kernel, package, relative=RELATIVE, absolute=ABSOLUTE):
        """Kernel's figure (None where it has none) against the package's."""
        count, greatest = self.compared.get(what, (0, 0.0))
        distance = 0.0
        if kernel is None or package is None or not math.isfinite(package):
            agrees = kernel is None and (package is None or not math.isfinite(package))
        else:
            size = max(abs(kernel), abs(package))
            agrees = abs(kernel - package) <= max(relative * size, absolute)
            distance = abs(kernel - package) / max(size, 1.0)
        self.compared[what] = (count + 1, max(greatest, distance))
        if not agrees:
            self.differences.append(f"{what}, case {case}: kernel {kernel}, package {package}")

    def finish(self):
        """Prints the outcome; exit code 1 where anything differs or nothing was compared."""
        for what, (count, greatest) in self.compared.items():
            print(f"{what}: {count} compared, greatest difference {greatest:.1e}")
        for difference in self.differences[:20]:
            print("DIFFERS " + difference)
        if self.differences or not self.compared:
            sys.exit(f"{len(self.differences)} differences")


def figure(text):
    return float(text) if text else None

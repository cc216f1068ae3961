import sys
import unittest
import warnings

import test
import support

warnings.simplefilter("default")
NAMES = "backup dbapi dump factory hooks regression transactions types userfunctions".split()
loader = unittest.TestLoader()
suite = unittest.TestSuite()
for name in NAMES:
    try:
        module = __import__(f"test.test_sqlite3.test_{name}", fromlist=["x"])
    except unittest.SkipTest:
        continue
    suite.addTests(loader.loadTestsFromModule(module))


def cases(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases(test)
        else:
            yield test


chosen = [case for case in cases(suite) if not WORDS or any(word in case.id() for word in WORDS)]
result = unittest.TestResult()
for case in chosen:
    case.run(result)
for kind, list_ in (("FAIL", result.failures), ("ERROR", result.errors)):
    for case, trace in list_:
        print(kind, case.id())
        print("   ", "\n    ".join(trace.strip().splitlines()[-7:] if not WORDS else trace.splitlines()))
skipped = len(result.skipped)
bad = {case.id() for case, _ in result.failures + result.errors}
print(f"{result.testsRun - len(bad) - skipped} passed of {result.testsRun}, {skipped} skipped, {len(bad)} failed")

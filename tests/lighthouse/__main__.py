"""`make lighthouse`: the built site measured by Lighthouse, as a table. Needs node and npm, which the tests do not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.chromium import installed
from tests.lighthouse.compressed import served_compressed

HERE = Path(__file__).parent
SITE = HERE.parents[1] / "site"
PAGES = {
    "home": "",
    "case": "cases/gulf-of-tonkin/",
    "dossier article": "dossier/putin-vs-the-neocons/",
    "search": "search/",
    "sources": "sources/",
}
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 95}
"""What Lighthouse scores, from 0 to 100, and the least that will do."""
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def main() -> int:
    """Prints a table; 1 where a figure misses its goal, else 0."""
    browser = os.environ.get("CHROME_PATH") or installed()
    if browser is None or not (SITE / "index.html").is_file():
        print("Needs Chromium (or CHROME_PATH) and a built site: make site", file=sys.stderr)
        return 1
    print("| page | performance | accessibility | best practices | total blocking time, ms | layout shift |")
    print("| --- | --- | --- | --- | --- | --- |")
    missed = False
    with served_compressed(SITE) as address:
        for name, path in PAGES.items():
            report = _measure(address + path, browser)
            scores = {id_: round(100 * report["categories"][id_]["score"]) for id_ in CATEGORIES}
            blocked = report["audits"]["total-blocking-time"]["numericValue"]
            shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
            print(f"| {name} | {' | '.join(map(str, scores.values()))} | {blocked:.0f} | {shift:.3f} |", flush=True)
            missed |= blocked > 0 or any(scores[id_] < least for id_, least in CATEGORIES.items())
            _tell_faults(report)
    return int(missed)


def _measure(url: str, browser: str) -> dict[str, dict[str, dict[str, float]]]:
    """Lighthouse's report: a phone on a slow network, as it simulates one."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "report.json")
        command = ["node", str(HERE / "node_modules/lighthouse/cli/index.js"), url, "--quiet", "--output=json"]
        command += [f"--output-path={output}", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}"]
        subprocess.run(command, env={**os.environ, "CHROME_PATH": browser}, check=True)
        report: dict[str, dict[str, dict[str, float]]] = json.loads(output.read_text("utf-8"))
    return report


def _tell_faults(report: dict[str, dict[str, dict[str, float]]]) -> None:
    """To standard error, so that the table can be copied."""
    for id_ in ("accessibility", "best-practices"):
        references: list[dict[str, str]] = report["categories"][id_]["auditRefs"]  # type: ignore[assignment]
        for reference in references:
            audit = report["audits"][reference["id"]]
            if audit["score"] is not None and audit["score"] < 1:
                print(f"  {id_}: {audit['title']}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

"""How long Chromium takes to open the page of a ring of 20,000 members and 200,000 exchanges.

    python benchmarks/large_page.py [--times 9] [--write]

The ring is made up (tests/report/made_summary.py). Each opening is a new page in the same browser, from the file, until
its load event is over and the next frame is drawn; the floor is an empty page. A laptop's screen, no cache.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import performance_page
from playwright.sync_api import Browser, sync_playwright

from graphring.report import write_report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "report"))
NAMES = ("chromium", "chromium-browser", "google-chrome")
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opened(browser: Browser, path: Path) -> float:
    """Seconds from asking for the page to its first frame after load."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    begun = time.perf_counter()
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate(FRAME)
    seconds = time.perf_counter() - begun
    page.close()
    return seconds


def table(times: int, folder: Path) -> list[str]:
    import made_summary

    page, roster = write_report(made_summary.enormous(), folder, ("html",))
    empty = folder / "empty.html"
    empty.write_text("<!doctype html><title>empty</title>")
    lines = [
        "| page | MB | seconds to open, median | least | most |",
        "|---|---|---|---|---|",
    ]
    found = next(path for name in NAMES if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, path in (("an empty page", empty), ("the ring's", page)):
            seconds = [opened(browser, path) for _ in range(times)]
            size = path.stat().st_size / 1e6
            figures = f"{statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f}"
            lines.append(f"| {name} | {size:.2f} | {figures} |")
        browser.close()
    return [*lines, "", f"Beside it lies the list of all members, {roster.stat().st_size / 1e6:.1f} MB of CSV."]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = table(given.times, Path(folder))
    lines = [
        f"`python benchmarks/large_page.py --times {given.times} --write`, {performance_page.machine()}.",
        "",
        *rows,
    ]
    if given.write:
        performance_page.write("large_page", "The page of a large ring", lines)
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())

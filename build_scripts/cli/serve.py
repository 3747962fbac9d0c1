"""The command that shows a live preview."""

from __future__ import annotations

import threading
from argparse import Namespace

from build_scripts.cli.console import fail, progress, say, tally
from build_scripts.cli.reporting import report
from build_scripts.edition import CONFIG, DOCS, STATE, find_root
from build_scripts.findings import RefusedError
from build_scripts.pipeline.building import Built, Order, build
from build_scripts.pipeline.publishing import Mode
from build_scripts.site.disk import WriteError
from build_scripts.site.preview import Preview
from build_scripts.site.watching import watching

HOST = "127.0.0.1"
WATCHED = ("articles", "annotations", DOCS)


def run(options: Namespace) -> int:
    """Builds, serves, and builds again whenever something changed, until it is interrupted."""
    root = find_root(options.directory)
    site = root / STATE / Mode.PREVIEW / "site"
    try:
        server = Preview(site, HOST, options.port)
    except OSError as error:
        raise WriteError(f"can't serve on port {options.port}: {error.strerror}; choose another with --port") from error
    order = Order(root, site, Mode.PREVIEW, keep_going=True, url=server.url)
    with server, watching(root, [root / name for name in WATCHED], root / STATE) as changes:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _build(order)
            say(f"Serving {server.url} with drafts and quoted texts; {CONFIG} and {', '.join(WATCHED)} are watched.")
            say("Stop with Ctrl-C.")
            while True:
                if changes.wait(0.5):
                    _build(order)
                    server.renew()
        except KeyboardInterrupt:
            say("stopped")
        finally:
            server.shutdown()
    return 0


def _build(order: Order) -> None:
    """One build. What forbids it is told, and the last good pages stay."""
    try:
        built: Built = build(order, progress)
    except RefusedError as error:
        fail(f"{error}; the last pages stay")
        return
    report(built.findings, "text", notices=False)
    seconds = sum(built.seconds.values())
    state = "built" if built.published else "not built, the last pages stay"
    say(f"{state}: {len(built.written)} pages changed in {seconds:.1f} seconds; {tally(built.findings)}")

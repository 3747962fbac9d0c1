"""The workflows own nothing they do not need, and tell a reviewer everything, in words that cannot deceive him."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from build_scripts.cli.pull_request import (
    Line,
    read_changed,
    read_findings,
    summary,
    trusted_files,
    trusted_line,
)
from build_scripts.cli.spans import LONGEST, code_span

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def load(workflow: Path) -> dict[str, object]:
    loaded = yaml.safe_load(workflow.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def program(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} is in the lock of the tests"
    return found


def test_zizmor_as_an_auditor_finds_nothing() -> None:
    done = subprocess.run(
        [program("zizmor"), "--persona", "auditor", "--offline", "--strict-collection", "--no-progress", GITHUB],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout


def test_zizmor_would_find_a_workflow_that_owns_too_much(tmp_path: Path) -> None:
    """So that the test above is known to be able to fail."""
    careless = tmp_path / ".github" / "workflows" / "check.yml"
    careless.parent.mkdir(parents=True)
    text = (GITHUB / "workflows" / "check.yml").read_text("utf-8")
    careless.write_text(text.replace("permissions: {}", "permissions: write-all"), "utf-8")
    done = subprocess.run(
        [program("zizmor"), "--persona", "auditor", "--offline", "--no-progress", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "excessive-permissions" in done.stdout


@pytest.mark.parametrize(
    ("path", "schema"),
    [*((path, "vendor.github-workflows") for path in WORKFLOWS), (GITHUB / "dependabot.yml", "vendor.dependabot")],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_every_workflow_is_one_by_githubs_own_schema(path: Path, schema: str) -> None:
    done = subprocess.run(
        [program("check-jsonschema"), "--builtin-schema", schema, path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_whole_commit(path: Path) -> None:
    uses = re.findall(r"uses: *(\S+)", path.read_text("utf-8"))
    assert uses
    assert [use for use in uses if not PINNED.match(use)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_starts_without_rights_and_uses_no_secret_cache_or_privileged_trigger(path: Path) -> None:
    text = path.read_text("utf-8")
    assert load(path)["permissions"] == {}
    assert "secrets." not in text
    assert "actions/cache" not in text
    assert not re.search(r"^\s*cache:", text, re.MULTILINE)
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_a_pull_request_can_only_read() -> None:
    jobs = load(GITHUB / "workflows" / "check.yml")["jobs"]
    assert isinstance(jobs, dict)
    assert {name: job["permissions"] for name, job in jobs.items()} == {name: {"contents": "read"} for name in jobs}


def test_only_the_job_that_runs_none_of_our_code_may_publish() -> None:
    jobs = load(GITHUB / "workflows" / "deploy.yml")["jobs"]
    assert isinstance(jobs, dict)
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("run" in step for step in jobs["deploy"]["steps"])


@pytest.mark.parametrize(("workflow", "job"), [("deploy.yml", "build"), ("check.yml", "edition")])
def test_a_job_that_builds_the_site_has_the_whole_history_for_the_days_of_the_notes(workflow: str, job: str) -> None:
    jobs = load(GITHUB / "workflows" / workflow)["jobs"]
    assert isinstance(jobs, dict)
    (checkout,) = [step for step in jobs[job]["steps"] if "checkout@" in step.get("uses", "")]
    assert checkout["with"]["fetch-depth"] == 0


def test_the_reviewer_gets_the_drafts_and_the_public_never_does() -> None:
    """And nobody gets the texts that may not be published."""
    check, deploy = ((GITHUB / "workflows" / name).read_text("utf-8") for name in ("check.yml", "deploy.yml"))
    assert "edition build --strict\n" in check
    assert "edition build --drafts --keep-going\n" in check
    assert "path: site-drafts/\n" in check
    assert "--private" not in check + deploy
    assert "drafts" not in deploy
    assert "--drafts" not in (ROOT / "Makefile").read_text("utf-8")


def test_every_job_has_a_limit_of_time() -> None:
    for path in WORKFLOWS:
        jobs = load(path)["jobs"]
        assert isinstance(jobs, dict)
        assert all(job["timeout-minutes"] <= 45 for job in jobs.values())


# ---------------------------------------------------------------- what a reviewer is told


@pytest.mark.parametrize(
    "name",
    [
        ".github/workflows/check.yml",
        "mkdocs.yml",
        "build_scripts/model.py",
        "docs/overrides/main.html",
        "requirements/x",
    ],
)
def test_a_pull_request_that_changes_trusted_files_says_so(name: str) -> None:
    changed = ("annotations/cases/one.yml", name)
    assert trusted_files(changed) == (name,)
    assert "this pull request changes trusted files" in trusted_line(changed)
    assert name in summary((), changed)


def test_a_pull_request_of_notes_alone_says_nothing_of_trusted_files() -> None:
    changed = ("annotations/cases/one.yml", "docs/about.md", "articles/mkdocs.yml", "build_scripts.md")
    assert trusted_line(changed) == ""
    assert "trusted" not in summary((), changed)


def test_every_code_owner_path_is_a_trusted_file() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    owned = [line.split()[0].removeprefix("/") for line in lines if line and not line.startswith("#")]
    assert trusted_files([path + "x" if path.endswith("/") else path for path in owned])
    for path in owned:
        assert trusted_files([path + "x" if path.endswith("/") else path]), path


def test_a_file_name_cannot_speak_in_the_log() -> None:
    changed = read_changed(b"mkdocs.yml\0.github/\n::error::all is well\0.github/\xff\0")
    assert trusted_line(changed).count("\n") == 1
    assert "all is well" not in trusted_line(changed)


def test_somebodys_words_in_the_summary_stay_one_code_span() -> None:
    """No Markdown, HTML, new line, colour or invisible character of a contributor's takes effect."""
    words = "``<b>x</b>`` [a](b)\n# heading\x1b[31m \u202ereversed\u200b \U000e0041"
    shown = code_span(words)
    assert shown.startswith("``` ")
    assert shown.endswith(" ```")
    assert "\n" not in shown
    assert "\\u{001b}" in shown
    assert "\\u{202e}" in shown
    assert "\\u{200b}" in shown
    assert "\\u{e0041}" in shown


def test_long_words_are_cut() -> None:
    assert len(code_span("a" * 1000)) <= LONGEST + 4


def test_the_summary_lists_errors_before_warnings_with_place_and_cure() -> None:
    findings = read_findings(
        """{"findings": [
          {"code": "A2", "severity": "warning", "path": "a.yml", "line": 1, "column": 2, "message": "m", "hint": ""},
          {"code": "A1", "severity": "error", "path": "b.yml", "line": 3, "column": 4, "message": "n", "hint": "do so"}
        ]}"""
    )
    text = summary(findings, ())
    assert "1 error, 1 warning." in text
    assert text.index("b.yml:3:4") < text.index("a.yml:1:2")
    assert "To mend it: ` do so `" in text


def test_the_summary_stays_below_githubs_limit() -> None:
    findings = [Line("error", "A1", f"{n}.yml:1:1", "\u202e" * 500, "hint" * 500) for n in range(5000)]
    text = summary(findings, [f"tests/{'x' * 300}{n}" for n in range(5000)])
    assert len(text.encode()) < 1_000_000
    assert "and 4700 more" in text


def test_the_summary_has_one_line_for_all_texts_that_may_not_be_here() -> None:
    absent = [Line("notice", "S408", f"{n}.yml:2:3", "the text is not here", "Put it there.") for n in range(11)]
    text = summary(absent, ())
    assert text.endswith("The texts of 11 articles are not in the repository; nothing for you to do.\n")
    assert "To mend it" not in text
    assert "No findings: " in text
    assert "1 error." in summary([*absent, Line("error", "S408", "a.yml:2:3", "m", "Put it there.")], ())

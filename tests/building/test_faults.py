"""When the machine fails: killed, full, forbidden, twice at once. The site is the old one or the new one, whole."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from build_scripts.site.lock import BusyError, locked
from build_scripts.site.staging import MARK, publish, recover, stage, staging_of
from tests.building.running import change, command, edition, environment, snapshot


def kill_after(root: Path, seconds: float) -> None:
    """Starts a build and kills it, as a power cut would: no clean-up of any kind."""
    process = subprocess.Popen(
        command(root, "build"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), cwd="/"
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.wait()


def of_process(number: str, name: str) -> bytes:
    """What the system tells of a process, nothing once it has ended: it may end between any two questions."""
    try:
        return Path("/proc", number, name).read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


@pytest.mark.slow
def test_a_killed_build_leaves_a_whole_site_and_the_next_build_works(built: Path, tmp_path: Path) -> None:
    old = snapshot(built / "site")
    change(built, "annotations/tales/the-ferry.yml", "The calf is in the toll book.", "The calf paid half.")
    twin = Path(shutil.copytree(built, tmp_path / "twin"))
    started = time.monotonic()
    assert edition(twin, "build").returncode == 0
    whole = time.monotonic() - started
    new = snapshot(twin / "site")
    assert new != old
    for moment in (0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.97, 1.05):
        kill_after(built, moment * whole)
        assert snapshot(built / "site") in (old, new)
        left = [path.name for path in built.iterdir() if path.name.startswith("site-")]
        assert len(left) <= 1
    assert edition(built, "build").returncode == 0
    assert snapshot(built / "site") == new
    assert not staging_of(built / "site").exists()


def test_mkdocs_ends_with_the_build_that_started_it(built: Path) -> None:
    change(built, "annotations/tales/the-ferry.yml", "The calf is in the toll book.", "The calf paid half.")
    process = subprocess.Popen(
        command(built, "build"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), cwd="/"
    )
    child = ""
    while not child and process.poll() is None:
        tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        children = tasks.read_text().split() if tasks.exists() else []
        child = next((one for one in children if b"mkdocs_child" in of_process(one, "cmdline")), "")
    process.kill()
    process.wait()
    if not child:
        pytest.skip("this system does not list a process's children")
    deadline = time.monotonic() + 60
    while (status := of_process(child, "status")) and b"zombie" not in status:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_full_disk_is_one_line_and_the_old_site_stays(built: Path) -> None:
    """A limit on the size of files stands for the disk: writing fails in the same place with the same kind of error."""
    site = snapshot(built / "site")
    change(built, "annotations/tales/the-ferry.yml", "The calf is in the toll book.", "The calf paid half.")

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))

    done = subprocess.run(
        command(built, "build"),
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        cwd="/",
        check=False,
        preexec_fn=small_files,  # the test has one thread
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert snapshot(built / "site") == site
    assert edition(built, "build").returncode == 0


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK) or os.geteuid() != 0, reason="needs root to mount a tiny disk")
def test_a_really_full_disk_leaves_the_old_site(built: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], check=False).returncode:
        pytest.skip("this machine mounts no file systems")
    try:
        target = disk / "site"
        assert edition(built, "build", "--site-dir", str(target)).returncode == 0
        site = snapshot(target)
        free = shutil.disk_usage(disk).free
        (disk / "ballast").write_bytes(b"x" * max(free - 500_000, 0))
        change(built, "annotations/tales/the-ferry.yml", "The calf is in the toll book.", "The calf paid half.")
        done = edition(built, "build", "--site-dir", str(target))
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert snapshot(target) == site
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_line(small: Path) -> None:
    small.chmod(0o555)
    try:
        done = edition(small, "build")
    finally:
        small.chmod(0o755)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("blocked", [".edition", "docs/tales"])
def test_a_file_where_a_folder_belongs_is_one_line(small: Path, blocked: str) -> None:
    (small / blocked).write_text("in the way", "utf-8")
    done = edition(small, "build")
    assert done.returncode == 2
    assert "can't write" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_two_builds_at_once_both_end_well_one_after_the_other(built: Path) -> None:
    change(built, "annotations/tales/the-ferry.yml", "The calf is in the toll book.", "The calf paid half.")
    builds = [
        subprocess.Popen(command(built, "build"), stderr=subprocess.PIPE, encoding="utf-8", env=environment(), cwd="/")
        for _ in range(2)
    ]
    told = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], told
    assert "The calf paid half." in (built / "site" / "tales" / "the-ferry" / "index.html").read_text("utf-8")


def test_a_lock_names_its_owner_and_waits_no_longer_than_asked(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(BusyError, match=f"process {os.getpid()}"), locked(tmp_path):
        pass


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("999999", "ascii")
    with locked(tmp_path):
        assert (tmp_path / "lock").read_text("ascii") == str(os.getpid())


def test_recovery_removes_what_is_ours_and_refuses_what_is_not(tmp_path: Path) -> None:
    site = tmp_path / "site"
    stage(site)
    recover(site)
    assert not staging_of(site).exists()
    staging_of(site).mkdir()
    (staging_of(site) / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(Exception, match="was not made by edition build"):
        recover(site)
    assert (staging_of(site) / "letter.txt").exists()


def test_the_swap_replaces_the_whole_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / MARK).write_text("", "ascii")
    (site / "old.html").write_text("old", "ascii")
    staging = stage(site)
    (staging / "new.html").write_text("new", "ascii")
    publish(staging, site)
    assert sorted(path.name for path in site.iterdir()) == [MARK, "new.html"]
    assert not staging.exists()


def test_a_site_killed_between_two_renames_comes_back(tmp_path: Path) -> None:
    """Where a system can't exchange two folders, the old one waits beside the site for a moment."""
    old = tmp_path / "site-old"
    old.mkdir()
    (old / MARK).write_text("", "ascii")
    (old / "index.html").write_text("old", "ascii")
    recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text("ascii") == "old"

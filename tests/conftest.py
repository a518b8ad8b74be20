"""Where the real published forms are, and what to say when they are not there."""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run

# A machine that is busy must not fail a test.
settings.register_profile("dev", deadline=None, max_examples=12)
settings.register_profile("ci", deadline=None, max_examples=100, print_blob=True)
settings.load_profile("dev")

# What an earlier run has kept on this machine must decide no test.
os.environ["PIADIFF_CACHE"] = ""

_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the many like cases of a test marked ``thinned(n)`` all but every n-th are ``long``."""
    seen = Counter[str]()
    for item in items:
        if mark := item.get_closest_marker("thinned"):
            name = item.nodeid.partition("[")[0]
            if seen[name] % mark.args[0]:
                item.add_marker(pytest.mark.long)
            seen[name] += 1


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with seeds and gold files beside the project; tests that need it are skipped without it."""
    if not (_SHARED / "seeds").is_dir():
        pytest.skip("公表された評価書（../shared/seeds）がないため、この試験は省きます")
    return _SHARED


@pytest.fixture(scope="session")
def seed(shared: Path):
    """Path of a seed by its number."""
    return lambda number: next((shared / "seeds").glob(f"{number}_*"))


@pytest.fixture
def piadiff(capfdbinary: pytest.CaptureFixture[bytes]):
    """Run a command; its exit status, what it printed, and what it said on stderr."""

    def call(*args: object) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        status = run(cli, [str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return call

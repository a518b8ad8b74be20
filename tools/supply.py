"""What is handed out, and how it is checked: python -m tools.supply build|offline|lowest|newer|sdist|licences|sbom.

``build`` makes wheel and source archive twice and holds them to the same bytes; ``offline`` installs the wheel from a
folder without network and drafts with it; ``lowest`` does the same with every dependency at its lower bound, ``newer``
on later Pythons; ``sdist`` runs the tests the source archive brings along; ``licences`` and ``sbom`` go through all
that is installed with it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LOWER = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)")
_FREE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|ISC|HPND|Unlicense|CC0|zlib|\bExpat\b", re.IGNORECASE
)
_NEWER = ("3.12", "3.13", "3.14")
_DAY = "1764547200"
"""2025-12-01 in seconds: when files of an archive were made, whoever makes it."""


def _run(*call: str | Path, where: Path = HERE, **environment: str) -> None:
    # a package of this folder must not pass for an installed one
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(list(map(str, call)), cwd=where, env={**outside, **environment}, check=True)  # noqa: S603 - our own calls


def _dependencies() -> list[str]:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def _same_sdist(archive: Path) -> None:
    """Pack a source archive again with sorted names, one time and no owner."""
    with tarfile.open(archive) as old:
        members = sorted((each for each in old.getmembers() if each.isfile()), key=lambda each: each.name)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as new:
            for each in members:
                plain = tarfile.TarInfo(each.name)
                plain.size, plain.mtime, plain.mode = each.size, int(_DAY), 0o755 if each.mode & 0o100 else 0o644
                new.addfile(plain, old.extractfile(each))
    archive.write_bytes(gzip.compress(packed.getvalue(), mtime=0))


def build(folder: Path) -> None:
    """Make both archives twice; they must be the same to the byte."""
    digests = []
    for name in ("first", "second"):
        made = folder / name
        _run(sys.executable, "-m", "build", "--outdir", made, ".", SOURCE_DATE_EPOCH=_DAY, PYTHONHASHSEED="0")
        for archive in made.glob("*.tar.gz"):
            _same_sdist(archive)
        digests.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(made.iterdir())})
    if digests[0] != digests[1]:
        raise SystemExit(f"two builds differ: {digests}")
    print(json.dumps(digests[0], indent=1))  # noqa: T201 - the result


def _drafts(python: Path, where: Path) -> None:
    """The main job: a table from two versions, as an officer gets it."""
    form = HERE / "corpora" / "kiso-jidou-teate"
    program = python.parent / "piadiff"
    _run(program, "draft", form / "2023-04-28.yaml", form / "2025-03-31.yaml", "-o", where / "表.xlsx", where=where)
    _run(program, "read", form / "2025-03-31.xlsx", "-o", where / "版.yaml", where=where)
    if not (where / "表.xlsx").stat().st_size:
        raise SystemExit("no table was made")


def _fresh(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def offline(folder: Path) -> None:
    """Install from a folder of wheels with no index, and do the main job."""
    wheel = next((folder / "first").glob("*.whl"))
    wheels = folder / "wheels"
    _run(sys.executable, "-m", "pip", "download", "--quiet", "--dest", wheels, wheel)
    with tempfile.TemporaryDirectory() as place:
        python = _fresh(Path(place, "venv"))
        _run(python, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", wheels, "piadiff")
        _drafts(python, Path(place))


def lowest(folder: Path) -> None:
    """The main job with every dependency at its lower bound."""
    wheel = next((folder / "first").glob("*.whl"))
    exact = [f"{match[1]}=={match[2]}" for match in map(_LOWER.match, _dependencies()) if match]
    with tempfile.TemporaryDirectory() as place:
        python = _fresh(Path(place, "venv"))
        _run(python, "-m", "pip", "install", "--quiet", wheel, *exact)
        _drafts(python, Path(place))


def newer(folder: Path) -> None:
    """The main job on every later Python that is at hand; those that are not are named."""
    wheel = next((folder / "first").glob("*.whl"))
    for version in _NEWER:
        program = shutil.which(f"python{version}")
        told = program and subprocess.run([program, "-c", "pass"], check=False, capture_output=True).returncode == 0  # noqa: S603 - a Python by its name
        print(f"{version}: {program if told else 'not at hand'}", flush=True)  # noqa: T201 - the result
        if program and told:
            with tempfile.TemporaryDirectory() as place:
                _run(program, "-m", "venv", Path(place, "venv"))
                python = Path(place, "venv", "bin", "python")
                _run(python, "-m", "pip", "install", "--quiet", wheel)
                _drafts(python, Path(place))


def sdist(folder: Path) -> None:
    """The tests that the source archive brings along, run in it with the package of this environment out of the way."""
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(next((folder / "first").glob("*.tar.gz"))) as archive:
            archive.extractall(place, filter="data")
        top = next(Path(place).iterdir())
        quick = ("-q", "-x", "-m", "not ci and not long and not seeds")
        _run(sys.executable, "-m", "pytest", *quick, where=top, PYTHONPATH=str(top))


def _installed() -> Iterator[metadata.Distribution]:
    """Everything that is installed with piadiff, itself left out."""
    waiting, seen = [_named(each) for each in _dependencies()], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        yield found
        waiting += [_named(each) for each in found.requires or () if "extra ==" not in each]


def _named(requirement: str) -> str:
    match = _NAME.match(requirement)
    return match[0].lower().replace("_", "-") if match else ""


def _licence(found: metadata.Distribution) -> str:
    told = found.metadata
    classified = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if each.startswith("License")]
    return told.get("License-Expression") or "、".join(classified) or (told.get("License") or "").split("\n")[0][:60]


def licences(_: Path) -> None:
    """Every licence must let anybody use and hand on the program."""
    told = {found.metadata["Name"]: _licence(found) for found in _installed()}
    closed = {name: licence for name, licence in told.items() if not _FREE.search(licence)}
    if closed:
        raise SystemExit(f"licences to be looked at: {closed}")
    print("\n".join(f"{name}: {licence}" for name, licence in sorted(told.items())))  # noqa: T201 - the result


def sbom(folder: Path) -> None:
    """What is handed out, in CycloneDX."""
    parts = [
        {
            "type": "library",
            "name": found.metadata["Name"],
            "version": found.version,
            "purl": f"pkg:pypi/{_named(found.metadata['Name'])}@{found.version}",
            "licenses": [{"license": {"name": _licence(found)}}],
        }
        for found in sorted(_installed(), key=lambda each: str(each.metadata["Name"]).lower())
    ]
    document = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": parts}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sbom.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run the steps named, in their order."""
    steps = {step.__name__: step for step in (build, offline, lowest, newer, sdist, licences, sbom)}
    options = argparse.ArgumentParser()
    options.add_argument("steps", nargs="+", choices=list(steps))
    options.add_argument("--folder", type=Path, default=HERE / "build" / "supply")
    given = options.parse_args()
    for name in given.steps:
        steps[name](given.folder)


if __name__ == "__main__":
    main()

"""What a reading of a form got wrong, lost or made up."""

from piadiff.model import Form, ItemPath
from piadiff.text import key

NOTHING: dict[str, list[ItemPath]] = {"lost": [], "wrong": [], "extra": []}


def folded(value):
    """A value with its spelling variants folded."""
    return key(value) if isinstance(value, str) else tuple(map(key, value))


def differences(form: Form, read: Form) -> dict[str, list[ItemPath]]:
    """Addresses whose value got lost, is wrong, or is not of the form at all."""
    found: dict[str, list[ItemPath]] = {"lost": [], "wrong": [], "extra": []}
    for item in form.items:
        got = read.by_path.get(item.path)
        if got is None or (not got.value and item.value):
            found["lost"].append(item.path)
        elif folded(got.value) != folded(item.value):
            found["wrong"].append(item.path)
    found["extra"] = [item.path for item in read.items if item.path not in form.by_path]
    return found


def said(form: Form, read: Form, lost: ItemPath) -> bool:
    """Whether a reading says that it lost a value: it is undetermined, or its text is among what found no place."""
    got = read.by_path.get(lost)
    if got is not None and got.undetermined:
        return True
    return key(form.by_path[lost].text)[:12] in key("".join(piece.text for piece in read.unassigned))

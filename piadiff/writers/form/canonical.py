"""A form → the YAML text that git keeps."""

from piadiff import canonical
from piadiff.model import Form


def form_yaml(form: Form) -> str:
    """The canonical form."""
    return canonical.dump(form)

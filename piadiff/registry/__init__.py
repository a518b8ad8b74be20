"""The git repository of canonical forms; the only package that runs git."""

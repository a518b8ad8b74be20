"""A text of any dress, read page by page against the labels of its template."""

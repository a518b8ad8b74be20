"""Pages, style and script of the desk."""

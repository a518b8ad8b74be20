"""The 変更箇所 table of every source: cells or lines → rows."""

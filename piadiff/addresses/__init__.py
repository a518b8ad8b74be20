"""Any spelling of a 項目 cell → item paths."""

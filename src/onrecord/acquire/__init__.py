"""Files, folders, URLs and tables to pages."""

"""The record: captures, documents, readings and what people made of them, in one SQLite file or PostgreSQL database."""

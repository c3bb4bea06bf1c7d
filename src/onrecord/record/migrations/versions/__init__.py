"""The changes themselves, the oldest first."""

"""A document and its conversions as files for people and programs."""

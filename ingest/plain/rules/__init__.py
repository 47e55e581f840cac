"""The rules, one module a family, in the order in which they are applied to a sentence."""

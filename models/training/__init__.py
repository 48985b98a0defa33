"""The recipe of the trained models: texts invented from word lists and templates, spaCy's configurations, the run.

Nothing here is shipped. No text comes from `samples/`, `tests/` or `benchmarks/`, and no name of theirs is used.
"""

"""In: codes of templates, items and clients. Out: prompts in several languages, made of small word lists."""

"""A labelling aid for the terminal; it writes the form of `eval/data/spun_news/GUIDE.md`."""

"""Meaning: bytes in, structured and converted text out. Pure: it reads only the files it is handed."""

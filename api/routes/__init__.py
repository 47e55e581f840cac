"""The addresses of the API: each takes a request apart, calls one action and answers."""

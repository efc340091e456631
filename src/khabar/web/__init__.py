"""The web app: a server for one person's machine, the JSON API behind it, and the front end that it serves.

``routes.py`` lists every route with its policy; ``security/`` guards them all before any of them runs; ``answers/`` holds
what they answer, one module a subject; ``desk/`` the tables they ask, in memory, with the judgements of people laid over.
"""

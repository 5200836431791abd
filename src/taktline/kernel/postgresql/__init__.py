"""The larger sizes' database: Django's PostgreSQL backend with prepared statements.

Chosen by ENGINE = "taktline.kernel.postgresql". See `base` for the backend.
"""

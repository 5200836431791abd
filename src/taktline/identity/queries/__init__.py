"""What others may read of this room."""

from taktline.identity.queries.actors import actor_of, actor_of_key, digest_of, prefix_of
from taktline.identity.queries.listings import API_KEYS, ROLES, SIGN_INS, SITES, USERS
from taktline.identity.queries.people import (
    role,
    roles,
    sessions,
    user,
    user_by_name,
    user_ids,
    user_names,
    users,
)
from taktline.identity.queries.sites import (
    company_day,
    default_site,
    end_of_site_day,
    is_site_active,
    site,
    site_by_code,
    site_day,
    sites,
)

__all__ = [
    "API_KEYS",
    "ROLES",
    "SIGN_INS",
    "SITES",
    "USERS",
    "actor_of",
    "actor_of_key",
    "company_day",
    "default_site",
    "digest_of",
    "end_of_site_day",
    "is_site_active",
    "prefix_of",
    "role",
    "roles",
    "sessions",
    "site",
    "site_by_code",
    "site_day",
    "sites",
    "user",
    "user_by_name",
    "user_ids",
    "user_names",
    "users",
]

"""What this room does."""

from taktline.identity.services.keys import create_api_key, revoke_api_key
from taktline.identity.services.passwords import change_password, end_session, set_password
from taktline.identity.services.pins import set_pin
from taktline.identity.services.roles import create_role, grant, install_roles
from taktline.identity.services.sign_in import begin_session, sign_in, sign_in_with_pin, sign_out
from taktline.identity.services.sites import change_site, create_site
from taktline.identity.services.users import change_user, create_user, create_users, set_language, set_roles

__all__ = [
    "begin_session",
    "change_password",
    "change_site",
    "change_user",
    "create_api_key",
    "create_role",
    "create_site",
    "create_user",
    "create_users",
    "end_session",
    "grant",
    "install_roles",
    "revoke_api_key",
    "set_language",
    "set_password",
    "set_pin",
    "set_roles",
    "sign_in",
    "sign_in_with_pin",
    "sign_out",
]

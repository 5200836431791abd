"""Sites, users, roles, keys, and who is asking."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import AwareDatetime, Field

from taktline.faces.api.access import SIGNED_IN, ApiRequest, needs
from taktline.faces.api.fields import Body, Code, Id, Made, NameOut, ShortText
from taktline.faces.api.routing import RoomRouter
from taktline.identity import permits, queries, services
from taktline.identity.types import KeyDraft, UserDraft
from taktline.kernel.naming import Name

router = RoomRouter(tags=["identity"])

router.lists("/sites", queries.SITES, permits.SITE_SEE, summary="Sites")
router.lists("/users", queries.USERS, permits.USER_SEE, summary="Users")
router.lists("/roles", queries.ROLES, permits.USER_SEE, summary="Roles")
router.lists("/api-keys", queries.API_KEYS, permits.KEY_CHANGE, summary="API keys, without their secrets")
router.lists("/sign-ins", queries.SIGN_INS, permits.SIGN_IN_SEE, summary="Who signed in, and who could not")


class Me(Schema):
    """Who is asking. sites: ids, null for all; sees_money: whether prices, costs and amounts are answered."""

    kind: str
    id: int
    name: str
    language: str
    time_zone: str
    roles: list[str]
    permits: list[str]
    sites: list[int] | None
    sees_money: bool


@router.get("/me", response=Me, summary="Who am I, and what may I do?")
@needs(SIGNED_IN)
def me(request: ApiRequest) -> Me:
    by = request.actor
    return Me(
        kind=by.kind.value,
        id=by.id,
        name=by.name,
        language=by.language,
        time_zone=by.time_zone,
        roles=sorted(by.roles),
        permits=sorted(by.permits),
        sites=None if by.scope.sites is None else sorted(by.scope.sites),
        sees_money=by.scope.money,
    )


class SiteIn(Body):
    """A site to open."""

    code: Annotated[str, Field(min_length=1, max_length=12)]
    name: Annotated[str, Field(max_length=80)]
    name_en: Annotated[str, Field(max_length=80)] = ""
    time_zone: Annotated[str, Field(max_length=40)] = "Asia/Shanghai"
    currency: Annotated[str, Field(min_length=3, max_length=3)] = "CNY"


@router.post("/sites", response={201: Made}, summary="Open a site")
@needs(permits.SITE_CHANGE)
def create_site(request: ApiRequest, site: SiteIn) -> Made:
    site_id = services.create_site(
        site.code,
        name=Name(site.name, site.name_en),
        time_zone=site.time_zone,
        currency=site.currency,
        by=request.actor,
        at=request.at,
    )
    return Made(id=site_id)


class UserChange(Body):
    """What is told about a user. roles: codes; sites: ids, none for all."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    name_en: Annotated[str, Field(max_length=60)] = ""
    email: Annotated[str, Field(max_length=120)] = ""
    language: str = "zh-hans"
    time_zone: Annotated[str, Field(max_length=40)] = "Asia/Shanghai"
    roles: Annotated[list[Code], Field(max_length=50)] = []
    sites: Annotated[list[Id], Field(max_length=100)] = []
    is_active: bool = True

    def draft(self) -> UserDraft:
        """As the room takes it."""
        return UserDraft(
            name=self.name,
            name_en=self.name_en,
            email=self.email,
            language=self.language,
            time_zone=self.time_zone,
            roles=tuple(self.roles),
            sites=tuple(self.sites),
            is_active=self.is_active,
        )


class UserIn(UserChange):
    """A user to let in."""

    username: Code
    password: Annotated[str, Field(min_length=8, max_length=200)]


@router.post("/users", response={201: Made}, summary="Let somebody in")
@needs(permits.USER_CHANGE)
def create_user(request: ApiRequest, user: UserIn) -> Made:
    return Made(
        id=services.create_user(user.username, user.password, user.draft(), by=request.actor, at=request.at)
    )


@router.put("/users/{user_id}", response={204: None}, summary="Change a user")
@needs(permits.USER_CHANGE)
def change_user(request: ApiRequest, user_id: Id, user: UserChange) -> None:
    services.change_user(user_id, user.draft(), by=request.actor, at=request.at)


class RoleOut(Schema):
    """A role with the codes of its permits."""

    id: int
    code: str
    name: NameOut
    permits: list[str]


@router.get("/roles/{role_id}", response=RoleOut, summary="What a role may do")
@needs(permits.USER_SEE)
def role(request: ApiRequest, role_id: Id) -> RoleOut:
    found = queries.role(role_id)
    name = NameOut(zh=found.name.zh, en=found.name.en, text=str(found.name))
    return RoleOut(id=found.id, code=found.code, name=name, permits=list(found.permits))


class PermitsIn(Body):
    """Exactly what a role may do from now on."""

    permits: Annotated[list[Code], Field(max_length=1000)]


@router.put("/roles/{role_id}/permits", response={204: None}, summary="Set what a role may do")
@needs(permits.ROLE_CHANGE)
def grant(request: ApiRequest, role_id: Id, body: PermitsIn) -> None:
    services.grant(role_id, body.permits, by=request.actor, at=request.at)


class IdentityKeyIn(Body):
    """An API key to make. expires_at: with its time zone; leave out for never."""

    name: ShortText
    permits: Annotated[list[Code], Field(max_length=1000)] = []
    sites: Annotated[list[Id], Field(max_length=100)] = []
    expires_at: AwareDatetime | None = None


class KeyOut(Schema):
    """A fresh key. The secret is answered this once."""

    id: int
    secret: str


@router.post("/api-keys", response={201: KeyOut}, summary="Make an API key")
@needs(permits.KEY_CHANGE, whole=False)  # a remembered answer would keep the secret in the database
def create_api_key(request: ApiRequest, key: IdentityKeyIn) -> KeyOut:
    expires_at: datetime | None = key.expires_at
    draft = KeyDraft(key.name[:80], tuple(key.permits), tuple(key.sites), expires_at)
    made = services.create_api_key(draft, by=request.actor, at=request.at)
    return KeyOut(id=made.id, secret=made.secret)


@router.post("/api-keys/{key_id}/revoke", response={204: None}, summary="End an API key for good")
@needs(permits.KEY_CHANGE)
def revoke_api_key(request: ApiRequest, key_id: Id) -> None:
    services.revoke_api_key(key_id, by=request.actor, at=request.at)

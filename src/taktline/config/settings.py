"""How the parts are put together. A size is picked by environment; no business code knows which."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE_DIR = Path(__file__).resolve().parent.parent
BASE_DIR = PACKAGE_DIR.parent.parent
HOME = Path(os.environ.get("TAKTLINE_HOME", BASE_DIR / "var"))
DEBUG = os.environ.get("TAKTLINE_DEBUG", "") == "1"
VERSION = "0.1.0"


def _secret() -> str:
    """The key that signs sessions: from the environment, or made once and kept beside the database."""
    if given := os.environ.get("TAKTLINE_SECRET_KEY"):
        return given
    path = HOME / "secret"
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(secrets.token_urlsafe(50), "ascii")
        fresh.chmod(0o600)
        fresh.replace(path)
    return path.read_text("ascii")


def _database(url: str) -> dict[str, object]:
    """Django's description of the database at postgres://user:password@host:port/name, or of our SQLite file."""
    suffix = os.environ.get("TAKTLINE_TEST_SUFFIX", "")
    if not url:
        return {
            "ENGINE": "taktline.kernel.sqlite",
            "NAME": HOME / "taktline.sqlite3",
            "OPTIONS": {"timeout": 20},
            # In memory; a parallel run of the tests appends its own mark to the name, where it does no harm.
            "TEST": {
                "NAME": os.environ.get("TAKTLINE_TEST_FILE") or "file:test?mode=memory&cache=shared&of="
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("TAKTLINE_DATABASE_URL must begin with postgres://")
    name = parts.path.lstrip("/")
    return {
        "ENGINE": "taktline.kernel.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True},
        "TEST": {"NAME": f"test_{name}{suffix}"},
    }


SECRET_KEY = _secret()
ALLOWED_HOSTS = os.environ.get("TAKTLINE_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TAKTLINE_ORIGINS", "").split(",") if origin]
SECURE = os.environ.get("TAKTLINE_HTTPS", "") == "1"

ROOMS = (
    "kernel",
    "identity",
    "office",
    "parties",
    "resources",
    "catalog",
    "inventory",
    "sales",
    "purchasing",
    "shopfloor",
    "planning",
    "scheduling",
    "promising",
)
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "django_q",
    *(f"taktline.{room}" for room in ROOMS),
    "taktline.faces.web",
    "taktline.faces.cli",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "taktline.faces.web.middleware.PolicyMiddleware",
    "taktline.faces.web.middleware.ActorMiddleware",
    "taktline.faces.web.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "taktline.config.urls"
WSGI_APPLICATION = "taktline.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

def _mail(url: str) -> dict[str, object]:
    """How mail leaves: smtp://user:password@host:port (smtps:// for TLS from the start), or into files beside us."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": HOME / "mail"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("TAKTLINE_MAIL_URL must begin with smtp:// or smtps://")
    tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": tls,
        "EMAIL_USE_TLS": parts.query == "starttls",
        "EMAIL_TIMEOUT": 20,
    }


globals().update(_mail(os.environ.get("TAKTLINE_MAIL_URL", "")))
DEFAULT_FROM_EMAIL = os.environ.get("TAKTLINE_MAIL_FROM", "taktline@localhost")
DATABASES = {"default": _database(os.environ.get("TAKTLINE_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "identity.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = sorted(PACKAGE_DIR.glob("**/locale"))
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Long jobs: "embedded" runs them by django-q2 in this database, "celery" by the broker at TAKTLINE_BROKER_URL.
BROKER_URL = os.environ.get("TAKTLINE_BROKER_URL", "")
JOBS_ENGINE = "celery" if BROKER_URL else "embedded"
JOBS_QUEUE = os.environ.get("TAKTLINE_JOBS_QUEUE", "taktline-jobs")
JOB_WORKERS = int(os.environ.get("TAKTLINE_JOB_WORKERS", "2"))
# A worker that gave no sign of life for so long is taken for dead, and its job is given to another.
JOB_LEASE_SECONDS = 30.0
# Job kinds of an installation, beside ours: {"name": "dotted.path.of.the.work"}; see taktline.kernel.jobs.Work.
EXTRA_JOB_KINDS: dict[str, str] = {}
Q_CLUSTER = {
    "name": "taktline",
    "orm": "default",
    "workers": JOB_WORKERS,
    # retry above timeout, or django-q would hand out again what still runs.
    "timeout": 900,
    "retry": 1000,
    # What becomes of a job stands in our own table, which also sees to another attempt.
    "ack_failures": True,
    "save_limit": -1,
    "scheduler": False,
    "poll": 0.5,
    "catch_up": False,
    "label": "Taktline",
}

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

"""Settings, read from the environment; the README has the table. A wrong value stops the start with a sentence."""

import os
import re
import secrets
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent


def stop(sentence):
    sys.exit(f"Shuttle can't start: {sentence}")


def flag(name, default=False):
    value = os.environ.get(name, "").strip().lower()
    if value not in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        stop(f"{name} is “{value}”; write true or false.")
    return default if value == "" else value in ("1", "true", "yes", "on")


def whole_number(name, default, least=0, most=65535):
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        stop(f"{name} is “{value}”; write a whole number from {least} to {most}.")
    return int(value)


def numbers(name, least=1, most=65535):
    """Whole numbers, separated by commas."""
    said = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and least <= int(part) <= most for part in said):
        stop(f"{name} is “{os.environ[name]}”; write whole numbers from {least} to {most}, separated by commas.")
    return [int(part) for part in said]


RECORD_FOLDER = Path(os.environ.get("SHUTTLE_RECORD") or BASE_DIR / "fixtures" / "korea-japan")
DATA_DIR = Path(os.environ.get("SHUTTLE_DATA") or BASE_DIR / "var").resolve()
HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = whole_number("PORT", 8000, least=1)
_anywhere = ("0.0.0.0", "::")  # noqa: S104 only compared
_here = "127.0.0.1" if HOST in _anywhere else f"[{HOST}]" if ":" in HOST else HOST
SITE_URL = (os.environ.get("SITE_URL") or f"http://{_here}:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname:
    stop(f"SITE_URL is “{SITE_URL}”; write a whole address such as https://timeline.example.org.")
HTTPS = _site.scheme == "https"
DEBUG = flag("DEBUG")


def secret_key():
    """The key from the environment, else the one made once in the data folder, readable by us alone."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = DATA_DIR / "secret-key"
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "w") as file:
                file.write(secrets.token_urlsafe(60))
        return path.read_text()
    except OSError as error:
        stop(f"{DATA_DIR} can't be used ({error.strerror}); set SHUTTLE_DATA to a folder of your own.")


SECRET_KEY = secret_key()
_hosts = [host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
ALLOWED_HOSTS = _hosts or list(
    dict.fromkeys(
        [_site.hostname or "localhost", "localhost", "127.0.0.1", "[::1]", *([HOST] if HOST[0].isalnum() else [])]
    )
)
REQUIRE_2FA = flag("REQUIRE_2FA", default=HTTPS)
ADMIN_PATH = (os.environ.get("ADMIN_PATH") or "admin/").strip("/") + "/"
TRUSTED_PROXIES = whole_number("TRUSTED_PROXIES", 0, most=10)
REVIEW_TWO_PEOPLE = flag("REVIEW_TWO_PEOPLE")
CONTACT = os.environ.get("CONTACT", "").strip()
# Questions a minute from one network, by what they cost; 0 lifts a limit. A key lifts all for who has it, nothing else.
RATE_LIMITS = {
    name: whole_number(f"RATE_{name.upper()}", most, most=1_000_000)
    for name, most in (("files", 60), ("search", 300), ("oembed", 120))
}
API_KEYS = [key for key in os.environ.get("SHUTTLE_API_KEYS", "").replace(",", " ").split() if key]
if short := [key for key in API_KEYS if len(key) < 20]:
    stop(f"SHUTTLE_API_KEYS has {len(short)} of fewer than 20 characters; make each long and random.")

# What the site itself asks of the web: articles, feeds, whether sources are still where they were.
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
FETCH_HOSTS = [host.strip(" .").lower() for host in os.environ.get("FETCH_HOSTS", "").split(",") if host.strip(" .")]
FETCH_PORTS = [80, 443, *numbers("FETCH_PORTS")]
FEED_MOST_NEW = whole_number("FEED_MOST_NEW", 20, least=1, most=500)  # entries taken in one look at a feed
LINK_CARE = flag("LINK_CARE", default=bool(CONTACT))
if LINK_CARE and not CONTACT:
    stop("LINK_CARE is on but CONTACT is empty; sites that are asked regularly must know whom to write to.")
WORKER = flag("WORKER", default=True)


def ancestors():
    """Who may show an embed: everybody, or the sites listed; always we ourselves, for the preview."""
    listed = os.environ.get("EMBED_ANCESTORS", "").replace(",", " ").split() or ["*"]
    for source in listed:
        if not re.fullmatch(r"\*|(https?://)?(\*\.)?[A-Za-z0-9][A-Za-z0-9.-]*(:(\d{1,5}|\*))?|https?:", source):
            stop(f"EMBED_ANCESTORS has “{source}”; write * or sites such as https://*.example.org.")
    return listed if "*" in listed else [CSP.SELF, *listed]


EMBED_ANCESTORS = ancestors()

INSTALLED_APPS = [
    "timeline.apps.TimelineConfig",
    "timeline.apps.ShuttleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "timeline.views.middleware.with_room_for_calls",
    "timeline.views.middleware.clean_request",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "timeline.views.middleware.headers",
    "timeline.views.limits.rate_headers",
    "timeline.views.middleware.of_one_revision",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "timeline.views.middleware.language_of_path",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "timeline.urls"
WSGI_APPLICATION = "timeline.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["timeline.templatetags.record"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "timeline.views.site.site",
            ],
        },
    }
]

# Web requests are short; commands lift the limit where they need to.
_limits = "-c statement_timeout=2000 -c lock_timeout=1000 -c idle_in_transaction_session_timeout=10000"


def database():
    """The database that DATABASE_URL names, else the embedded one."""
    common = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if url := os.environ.get("DATABASE_URL"):
        parts = urlsplit(url)
        if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
            stop("DATABASE_URL does not name a PostgreSQL; write postgres://user:password@host:5432/name.")
        options = dict(parse_qsl(parts.query))
        return common | {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": parts.port or "",
            "OPTIONS": {"options": _limits} | options,
        }
    from timeline.db import embedded

    try:
        server = embedded.server_in(DATA_DIR)
    except embedded.EmbeddedError as error:
        stop(str(error))
    return common | {
        "ENGINE": "timeline.db.postgresql",
        "NAME": embedded.NAME,
        "USER": embedded.USER,
        "HOST": str(server.socket),
        "OPTIONS": {"options": _limits},
    }


DATABASES = {"default": database()}
JOB_LIMITS = "-c statement_timeout=60000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=600000"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # jobs are read by the worker and by whoever defers one, not by every page
PROCRASTINATE_IMPORT_PATHS = ["timeline.intake.jobs"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "timeline.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
SIGN_IN_FAILURES_PER_ADDRESS = 50  # whatever the name
AXES_HANDLER = "timeline.admin.sign_in.SignInLimits"
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "timeline.views.errors.locked_out"
AXES_CLIENT_IP_CALLABLE = "timeline.admin.sign_in.counted_address"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]  # kept out of its rows
AXES_ENABLE_ADMIN = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Shuttle"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("ja", "日本語")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "timeline.static_files.JoinedStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # since last used: the admin renews it
SESSION_SAVE_EVERY_REQUEST = False
CSRF_FAILURE_VIEW = "timeline.views.errors.csrf_failed"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
    SECURE_HSTS_SECONDS = 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = flag("HSTS_PRELOAD")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    # Preloading is the site owner's choice, as it can't be taken back.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"shuttle": {"level": "INFO"}, "axes": {"level": "ERROR"}, "trafilatura": {"level": "ERROR"}},
}

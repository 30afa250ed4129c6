"""All settings, read from the environment.

``ENVIRONMENT`` is ``production`` unless somebody says otherwise; ``./run`` says ``development``.
Production refuses to start half-configured; development has safe defaults and serves this machine only.
"""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env
from js_asset import static_lazy

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

ENVIRONMENT = env.str("ENVIRONMENT", "production")
if ENVIRONMENT not in ("production", "development", "test"):
    raise ImproperlyConfigured(f"ENVIRONMENT is {ENVIRONMENT!r}; say production, development or test.")
IS_PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.bool("DEBUG", False)


def _list(name: str, default: list[str]) -> list[str]:
    return [item.strip() for item in env.list(name, default) if item.strip()]


def _needed_in_production(name: str, hint: str) -> str:
    value = env.str(name, "")
    if IS_PRODUCTION and not value:
        raise ImproperlyConfigured(
            f"{name} is not set. {hint} (For a try on this machine use ./run, which sets ENVIRONMENT=development.)"
        )
    return value


# --- Who we are ------------------------------------------------------------------------------------------------
SECRET_KEY = _needed_in_production("SECRET_KEY", "Set it to 50 or more random characters and keep it secret.")
if IS_PRODUCTION and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
    raise ImproperlyConfigured("SECRET_KEY is too short or too simple. Use 50 or more random characters.")
if IS_PRODUCTION and SECRET_KEY.startswith("development-only-"):
    raise ImproperlyConfigured("SECRET_KEY is the one for development, which everybody knows. Use your own.")
SECRET_KEY = SECRET_KEY or "development-only-" + "x" * 50

SECRET_KEY_FALLBACKS = _list("SECRET_KEY_FALLBACKS", [])
"""Former secret keys: they still open readers' addresses and the links in mails, and seal nothing."""

ALLOWED_HOSTS = _list("ALLOWED_HOSTS", [] if IS_PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"])
if IS_PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts, such as acuinfo.example, and never *.")

SITE_NAME = env.str("SITE_NAME", "AcuInfo")
SITE_URL = (_needed_in_production("SITE_URL", "Set it to the public address, such as https://acuinfo.example.")).rstrip(
    "/"
)
SITE_URL = SITE_URL or f"http://127.0.0.1:{env.int('PORT', 8000)}"
IS_HTTPS = SITE_URL.startswith("https://")
if IS_PRODUCTION and not IS_HTTPS:
    raise ImproperlyConfigured("SITE_URL must start with https:// in production.")
CONTACT = env.str("CONTACT", "")
EMERGENCY_NUMBERS = _list("EMERGENCY_NUMBERS", ["112", "911", "999"]) or ["112", "911", "999"]
"""Whom readers call in an emergency. Several where the site is read in many countries."""
ADVICE_NUMBER = env.str("ADVICE_NUMBER", "")
"""The number for urgent medical advice that is no emergency, such as 111; "" where there is none."""
CONTENT_LICENCE = env.str("CONTENT_LICENCE", "CC BY 4.0")
CONTENT_LICENCE_URL = env.str("CONTENT_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")

SELF_APPROVAL = env.bool("SELF_APPROVAL", not IS_PRODUCTION)
"""May people approve and publish what they wrote themselves? For one-person teams and for trying things out."""

# --- What is installed -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "acuinfo.site",
    "acuinfo.operations.apps.OperationsConfig",
    "acuinfo.sources.apps.SourcesConfig",
    "acuinfo.publishing.apps.PublishingConfig",
    "conditions.apps.ConditionsConfig",
    "articles.apps.ArticlesConfig",
    "acuinfo.desk",
    "acuinfo.accounts.apps.AccountsConfig",
    "acuinfo.correspondence.apps.CorrespondenceConfig",
    "acuinfo.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "taggit",
    "django_prose_editor",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
]

MIDDLEWARE = [
    "acuinfo.operations.metrics.name_route",
    "acuinfo.operations.middleware.security_headers",
    "acuinfo.operations.middleware.open_to_other_origins",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "acuinfo.operations.middleware.editor_style_hash",
    "acuinfo.operations.middleware.caching",
    "acuinfo.operations.middleware.polite_requests",
    "acuinfo.operations.middleware.api_version",
    "acuinfo.operations.middleware.cookies_for_the_desk",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "acuinfo.accounts.sessions.session_limits",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "acuinfo.development_urls" if ENVIRONMENT == "development" else "acuinfo.urls"
WSGI_APPLICATION = "acuinfo.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "acuinfo.site.context.site",
            ],
        },
    },
]

# --- Where things are kept -------------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;"
    ),
}
POSTGRES_OPTIONS = {"options": "-c statement_timeout=5000 -c lock_timeout=3000 -c synchronous_commit=on"}

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {**SQLITE_OPTIONS, **_database.get("OPTIONS", {})}
else:
    _database["OPTIONS"] = {**POSTGRES_OPTIONS, **_database.get("OPTIONS", {})}
    _database["CONN_HEALTH_CHECKS"] = True
_database["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = env.str("CACHE_URL", "")
"""The Redis in which the page caches of several machines share their pages; "" is none."""
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", 64) << 20
"""Memory for finished pages in each worker process; 0 switches the page cache off."""

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if ENVIRONMENT == "test" or DEBUG
            else "acuinfo.operations.static_storage.HashedStaticStorage"
        )
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "jpg", "jpeg", "png", "gif", "webp", "woff2", "gz", "br", "zip")

# --- Who may come in -------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "acuinfo.accounts.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ADMIN_REQUIRE_OTP = env.bool("ADMIN_REQUIRE_OTP", IS_PRODUCTION)
OTP_TOTP_ISSUER = SITE_NAME

TRUSTED_PROXIES = _list("TRUSTED_PROXIES", [])
"""Addresses of our own reverse proxies. Only they may say who the visitor is and whether it came by https."""
if IS_PRODUCTION and not TRUSTED_PROXIES:
    raise ImproperlyConfigured(
        "TRUSTED_PROXIES is not set. The application must stand behind nginx (deploy/nginx.conf): alone, a few dozen "
        "half-sent forms hold it up. Set it to nginx's address, such as 127.0.0.1."
    )
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_HANDLER = "acuinfo.accounts.throttling.SignInThrottle"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_LOCKOUT_CALLABLE = "acuinfo.accounts.sign_in.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or trying on would keep somebody else locked out
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "otp_token", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are in the log; another copy in the database would never be deleted
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "acuinfo.accounts.visitors.visitor_address"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # acuinfo.operations.middleware.security_headers sets X-Frame-Options, on every answer
]

SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # seconds from sign-in, whatever happens in between
SESSION_IDLE_AGE = 2 * 3600  # seconds without a request for the desk
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "acuinfo.site.errors.csrf_failure"

# --- What the browser may do -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = IS_HTTPS and env.bool("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = None  # acuinfo.operations.middleware believes X-Forwarded-Proto from TRUSTED_PROXIES only
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Words, times, mail, log -----------------------------------------------------------------------------------
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
LANGUAGE_CODE = env.str("INTERFACE_LANGUAGE", "en-gb")
"""The language of the interface, for every reader. What editors write stays English (publishing/language.py)."""
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(f"INTERFACE_LANGUAGE is {LANGUAGE_CODE!r}; say {' or '.join(dict(LANGUAGES))}.")
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "acuinfo.site.formats"
TIME_ZONE = "UTC"

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy(f"acuinfo/js/{name}.js")],
        "extensions": {name.capitalize(): lambda _config, _allowed: None},  # what may stay is in publishing/richtext.py
    }
    for name in ("pasting", "inserting")
]

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "dummy:" if IS_PRODUCTION else "console:")
"""Without a mail server, mails show in development and go nowhere in production: some hold links that open drafts."""
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "acuinfo@localhost")
ADMINS = [("Operator", address) for address in _list("ERROR_MAIL_TO", [])]

METRICS = env.bool("METRICS", False)
"""Count requests and answer /metrics? See acuinfo/operations/metrics.py."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "acuinfo.operations.logs.JsonFormatter"}},
    "filters": {
        "seldom": {"()": "acuinfo.operations.logs.Seldom"},
        "discreet": {"()": "acuinfo.operations.logs.Discreet"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        "mail": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR", "filters": ["seldom", "discreet"]},
    },
    "root": {
        "handlers": ["stderr", "mail"] if ADMINS else ["stderr"],
        "level": env.str("LOG_LEVEL", "INFO" if IS_PRODUCTION else "WARNING"),
    },
    "loggers": {"axes": {"level": "ERROR"}, "acuinfo.accounts": {"level": "INFO"}},
}

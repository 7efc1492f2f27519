"""Settings of signing in: how passwords are kept, which second factors there are, how long a link lives."""

from datetime import timedelta

from limen.site import env

# --- passwords --------------------------------------------------------------------------------------
# Django's own backend asks the same work of an unknown login as of a known one, and refuses the suspended.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["limen.site.sign_in.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "limen.site.sign_in.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "limen.site.sign_in.passwords.NotAboutThePerson"},
    {"NAME": "limen.site.sign_in.passwords.NotAPattern"},
]
# How long the link lives by which somebody chooses their password.
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=72).total_seconds())

# --- where a browser comes from ---------------------------------------------------------------------
# How many of our own proxies add themselves to X-Forwarded-For. With none, the header is not believed.
PROXIES = env.number("LIMEN_PROXIES", 1 if env.switch("LIMEN_BEHIND_PROXY") else 0)

# --- allauth: who are you, prove it twice -----------------------------------------------------------
# Limen has pages of its own for all of this; of allauth's it exposes none (`urls.py`).
ACCOUNT_ADAPTER = "limen.site.sign_in.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Between the first proof and the second.
ACCOUNT_LOGIN_TIMEOUT = int(timedelta(minutes=5).total_seconds())
MFA_ADAPTER = "limen.site.sign_in.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Limen"
MFA_RECOVERY_CODES_SHOW_ONCE = True

"""A plain project: the middleware and the pool-less connections that `startproject` gives. Its own tables lie
in a schema beside Limen's."""

from __future__ import annotations

import os

SECRET_KEY = "bench"  # noqa: S105 (nobody but the benchmark is ever signed in)
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bench.nationwide.plain",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "bench.nationwide.plain.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "limen",
        "USER": os.environ["PLAIN_USER"],
        "PASSWORD": os.environ["PLAIN_PASSWORD"],
        "HOST": os.environ["PLAIN_HOST"],
        "PORT": os.environ["PLAIN_PORT"],
        "CONN_MAX_AGE": None,  # connections last, so that the comparison is about the page
        "OPTIONS": {"options": "-c search_path=plain"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
USE_TZ = True

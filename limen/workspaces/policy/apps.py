"""The Django application of the policy leads: its templates."""

from django.apps import AppConfig


class PolicyLeadsConfig(AppConfig):
    """Pages of those who answer for the law; it has no models."""

    name = "limen.workspaces.policy"
    label = "policy_leads"

"""The addresses of the door. What allauth would offer besides (sign-up, mail, resets) is not among them."""

from __future__ import annotations

from django.urls import path

from limen.site.sign_in.pages import arriving, demo, enrolling, entry, inviting, keeping, proving, welcome

urlpatterns = [
    path("sign-in/", entry.sign_in, name="account_login"),
    path("sign-in/passkey/", entry.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("sign-in/challenge/", entry.challenge, name="account_challenge"),
    path("sign-in/second-step/", entry.second_step, name="mfa_authenticate"),
    path("sign-in/as/<uuid:account_id>/", demo.be, name="account_demo"),
    path("sign-out/", entry.sign_out, name="account_logout"),
    path("noticed/", arriving.noticed, name="account_noticed"),
    path("prove/", proving.prove, name="account_reauthenticate"),
    path("welcome/<slug:token>/", welcome.welcome, name="account_welcome"),
    path("welcome/", welcome.choose_password, name="account_welcome_password"),
    path("invitations/<uuid:account_id>/", inviting.new_link, name="account_invitation"),
    path("password/", keeping.change_password, name="account_change_password"),
    path("second-factors/", keeping.second_factors, name="mfa_index"),
    path("second-factors/first/", enrolling.enrol, name="account_enrol"),
    path("second-factors/app/", enrolling.add_app, name="mfa_activate_totp"),
    path("second-factors/passkey/", enrolling.add_passkey, name="mfa_add_webauthn"),
    path(
        "second-factors/passkey/challenge/", enrolling.challenge_for_new_passkey, name="account_new_passkey"
    ),
    path("second-factors/<int:factor_id>/remove/", keeping.remove, name="mfa_remove"),
    path("second-factors/recovery-codes/", keeping.recovery_codes, name="mfa_generate_recovery_codes"),
]

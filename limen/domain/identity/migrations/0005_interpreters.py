"""Adds the role of the interpreter, who reads no case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0004_skills"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="posting",
            name="identity_keepers_read_no_case",
        ),
        migrations.AlterField(
            model_name="posting",
            name="role",
            field=models.CharField(
                choices=[
                    ("case_officer", "Case officer"),
                    ("supervisor", "Supervisor"),
                    ("registration_clerk", "Registration clerk"),
                    ("caseworker", "Caseworker"),
                    ("casework_supervisor", "Casework supervisor"),
                    ("policy_lead", "Policy lead"),
                    ("interpreter", "Interpreter"),
                    ("auditor", "Auditor"),
                    ("administrator", "Administrator"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("role__in", ["administrator", "auditor", "policy_lead", "interpreter"]),
                        _negated=True,
                    ),
                    ("reach", 0),
                    _connector="OR",
                ),
                name="identity_keepers_read_no_case",
            ),
        ),
    ]

"""People as they are: names, birth, nationalities and documents, each as told and by whom.

It knows persons and nothing of cases: through what a person is seen is said by the modules above.
"""

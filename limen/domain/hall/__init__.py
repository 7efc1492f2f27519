"""The hall: who waits, who is called to which desk, the appointment for the next step, and receipts."""

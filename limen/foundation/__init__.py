"""What every storey stands on: who acts, when, on which rows, and what the journal keeps."""

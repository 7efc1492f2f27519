"""What anybody may read of the directory of services without signing in, where the deployer switched it on:
pages for people, and the interface of Open Referral (HSDS 3) for programs. Only what was let out is there."""

"""Quality, measured: one command runs every set it can find and compares with the floors."""

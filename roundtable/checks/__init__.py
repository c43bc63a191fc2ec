"""Quality checks of practices before they go to the Secretariat."""

"""What every module stands on; knows no module and no web framework."""

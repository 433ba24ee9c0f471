"""What `scripts/doctor` looks at: env file, machine, networks, the database's volume."""

"""Who there is: registering, signing in, one's own data, and what admins change."""

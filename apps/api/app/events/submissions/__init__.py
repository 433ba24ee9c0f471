"""What anybody may submit or report, without an account, and what curators make of it."""

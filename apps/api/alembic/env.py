"""What Alembic runs for every command; the rules are in app.kernel.migration_runner."""

from logging.config import fileConfig

from alembic import context
from app.kernel import migration_runner
from app.tables import metadata

if context.config.cmd_opts is not None and context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)

if context.is_offline_mode():
    migration_runner.write_sql(metadata)
else:
    migration_runner.run(metadata)

"""The glue between FastAPI and the modules; knows no module."""

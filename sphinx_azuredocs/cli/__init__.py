"""The command line: ``sphinx-azuredocs``."""

"""The command ``sphinx-azuredocs``."""

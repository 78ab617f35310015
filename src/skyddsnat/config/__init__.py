"""How an installation is put together: settings, root addresses, server entry. Nobody imports it."""

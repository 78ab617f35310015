"""How an installation is put together: settings, root addresses, server entry. The top of the tree: nobody imports it."""

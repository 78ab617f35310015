"""Who works here and who may decide what: kept by an administrator, who sees no child."""

"""What may be done in the register of incidents, with every reason why not."""

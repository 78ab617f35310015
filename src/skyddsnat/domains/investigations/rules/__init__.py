"""What holds in an investigation, without a database: data in, verdict with every reason out."""

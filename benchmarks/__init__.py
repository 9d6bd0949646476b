"""Measurements that anyone can run; the figures stand in benchmarks/README.md."""

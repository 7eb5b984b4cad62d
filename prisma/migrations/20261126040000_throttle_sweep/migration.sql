-- Why: counters whose window is over are swept by the worker, in every round. It finds them by their end.
CREATE INDEX rate_limit_expire_idx ON rate_limit (expire);

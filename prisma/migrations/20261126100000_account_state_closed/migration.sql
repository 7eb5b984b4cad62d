-- Why: an account can be closed by its owner, for good. The next migration says what that is; a new value can be used only after this one.
ALTER TYPE account_state ADD VALUE 'CLOSED';

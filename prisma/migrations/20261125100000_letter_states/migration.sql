-- Why: a letter may wait for its reader's digest, lie in the inbox alone, be on its way, or have been cut off so that nobody knows whether it left.
ALTER TYPE message_state ADD VALUE 'SENDING';
ALTER TYPE message_state ADD VALUE 'DOUBTFUL';
ALTER TYPE message_state ADD VALUE 'WAITING';
ALTER TYPE message_state ADD VALUE 'DIGESTED';
ALTER TYPE message_state ADD VALUE 'UNSENT';
-- What a reader may choose a way for; what the security of an account or the process needs is not among them.
CREATE TYPE notice_topic AS ENUM ('WORK', 'REMINDERS', 'CALLS', 'PROJECTS', 'PAYMENTS', 'ORGANIZATIONS', 'COMMUNITY');
CREATE TYPE notice_way AS ENUM ('AT_ONCE', 'DIGEST', 'NONE');

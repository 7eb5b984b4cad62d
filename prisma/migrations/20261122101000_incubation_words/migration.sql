-- Why: a venture call may ask that an organization was brought up by an incubator, any or one of the place. New words of a type have to be
-- there before anything uses them.
ALTER TYPE condition_kind ADD VALUE 'INCUBATED';
ALTER TYPE condition_kind ADD VALUE 'INCUBATED_HERE';
ALTER TYPE file_purpose ADD VALUE 'INCUBATION_DOCUMENT';

-- Why: evidence with an inquiry, an objection or a complaint is read by its filer and by the body, and by nobody else.
ALTER TYPE file_purpose ADD VALUE 'REMEDY_EVIDENCE';

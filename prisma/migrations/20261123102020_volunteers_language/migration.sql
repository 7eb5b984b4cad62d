-- Why: a letter to a volunteer is written in the language in which they signed up.
ALTER TABLE volunteer ADD COLUMN locale locale NOT NULL DEFAULT 'ZH_CN';
GRANT UPDATE (locale) ON volunteer TO commonweal_app;

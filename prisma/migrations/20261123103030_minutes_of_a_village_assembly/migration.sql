-- Why: the law says ten days’ notice for a villagers’ assembly and nothing of its minutes; where a number is ours the source says so, once.
ALTER TABLE meeting_kind DISABLE TRIGGER append_only;
UPDATE meeting_kind SET source_zh = source_zh || '；纪要公布天数为本平台安排，待核实', source_en = source_en || '; the days until minutes are due are this site’s own arrangement; to be confirmed'
WHERE code = 'VILLAGE_ASSEMBLY' AND NOT is_confirmed;
ALTER TABLE meeting_kind ENABLE TRIGGER append_only;

-- Published results and what was filed about calls are listed latest first, over all calls.
CREATE INDEX result_notice_published ON result_notice (noticed_at, id);
CREATE INDEX remedy_filed ON remedy (filed_at, id);

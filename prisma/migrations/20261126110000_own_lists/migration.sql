-- The newest of one organization, of one body: read from its end of the index, however many others there are.
DROP INDEX project_organization_id_idx;
CREATE INDEX project_organization_id_id_idx ON project (organization_id, id DESC);
CREATE INDEX project_body_id_id_idx ON project (body_id, id DESC);
CREATE INDEX bid_organization_id_id_idx ON bid (organization_id, id DESC);

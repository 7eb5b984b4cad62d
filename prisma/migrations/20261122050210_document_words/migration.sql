-- Why: documents that an organization keeps and uses again are files of their own kind, for its own people alone.
ALTER TYPE file_purpose ADD VALUE 'ORGANIZATION_DOCUMENT';

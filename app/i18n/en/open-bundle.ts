import type { Shape } from '../shape.ts'
import type { openBundle as source } from '../zh-CN/open-bundle.ts'

export const openBundle = {
  title: 'Everything in one file',
  lead: 'All open data as one ZIP file, made anew every night (after 3 a.m. in Beijing): every change and the record of every process (OCDS), every grant (360Giving), every public list as CSV, with what the files and their fields mean in Chinese and English, and the licence.',
  download: 'Download (ZIP, {{size}})',
  madeAt: 'As the data were on {{at}}',
  sum: 'SHA-256 checksum',
  none: 'The first one is being made. Please come back in a while.',
  whole:
    'Until a new one is whole you get the one before; a download that broke off can be resumed. To go on with what changed since, begin at the number that README in the file gives.',
  readme: {
    title: 'Open data of Commonweal: everything',
    at: 'As the data were on {{at}} (Beijing time), all of them at the same instant. What this is, and the latest file: {{address}}',
    releases: 'ocds/releases: every release in the order of its number; each file is a release package of OCDS 1.1.5.',
    records:
      'ocds/records: every release of every process and what they make together; each file is a record package of OCDS 1.1.5.',
    grants: '360giving/grants.json: every grant, 360Giving 1.4.3. Without grants the file is not there.',
    lists:
      'csv: one file for each public list (UTF-8, commas, names of the fields in the first line). A text that begins with = + - @ has an apostrophe in front, so that no program takes it for a formula.',
    schema:
      'schema: what the fields and codes of the CSV files mean (OpenAPI 3.1, JSON Schema), in Chinese and in English.',
    digests:
      'integrity/digests.json: the daily digests of all records of the site. Whoever keeps this file can prove later that a record was changed.',
    sums: 'SHA256SUMS: the checksum of each file; sha256sum -c compares them.',
    goOn: 'To go on with what changed since, begin here: {{address}}',
    people: 'No names and no addresses of private persons are in it, and nothing that is not public.',
  },
} as const satisfies Shape<typeof source>

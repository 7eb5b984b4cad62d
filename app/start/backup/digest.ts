import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Of every table: how many rows, and SHA-256 (hex) over the digests of all rows in the order of the primary key. */
export type Digest = Record<string, { rows: number; sha256: string }>

// Rows as PostgreSQL writes them: the same on every server that is told to write so.
const plainly = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 1; SET LOCAL search_path = pg_catalog`

const tables = `SELECT format('%I.%I', n.nspname, c.relname) AS name,
    coalesce((SELECT string_agg(format('t.%I::text COLLATE "C"', a.attname), ', ' ORDER BY k.place) FROM pg_index i
      CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
      WHERE i.indrelid = c.oid AND i.indisprimary), 't::text COLLATE "C"') AS key
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1`

/** Of the whole database in one state of it, whoever writes meanwhile. `client` is in no transaction, and reads every table. */
export async function digestOf(client: pg.Client): Promise<Digest> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    await client.query(plainly)
    const digest: Digest = {}
    for (const { name, key } of (await client.query<{ name: string; key: string }>(tables)).rows) {
      const { rows } = await client.query<{ rows: string; sha256: string }>(
        `SELECT count(*) AS rows, encode(sha256(coalesce(string_agg(sha256(convert_to(t::text, 'UTF8')), ''::bytea ORDER BY ${key}), '')), 'hex') AS sha256
          FROM ${name} AS t`,
      )
      digest[name] = { rows: Number(rows[0]?.rows), sha256: rows[0]?.sha256 ?? '' }
    }
    return digest
  } finally {
    await client.query('ROLLBACK')
  }
}

/** All of it in one line: two databases with the same one have the same rows. */
export const wholeOf = (digest: Digest): string =>
  createHash('sha256')
    .update(
      Object.entries(digest)
        .map(([name, { rows, sha256 }]) => `${name} ${String(rows)} ${sha256}\n`)
        .join(''),
    )
    .digest('hex')

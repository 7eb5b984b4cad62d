import { createHash } from 'node:crypto'
import type pg from 'pg'

const schemas = `('public', 'graphile_worker')`

/** Everything a migration makes, as lines of text: what it is called and how it is defined. */
const parts = [
  `SELECT 'column ' || table_schema || '.' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
   FROM information_schema.columns WHERE table_schema IN ${schemas}`,
  `SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated::text
   FROM pg_constraint WHERE connamespace::regnamespace::text IN ${schemas}`,
  `SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname IN ${schemas}`,
  `SELECT 'function ' || p.oid::regprocedure || ' ' || md5(pg_get_functiondef(p.oid)) || coalesce(array_to_string(p.proacl, ','), '')
   FROM pg_proc p LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
   WHERE p.pronamespace::regnamespace::text IN ${schemas} AND p.prokind <> 'a' AND d.objid IS NULL`,
  `SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
   WHERE NOT tgisinternal AND c.relnamespace::regnamespace::text IN ${schemas}`,
  `SELECT 'policy ' || schemaname || '.' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies`,
  `SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
   FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.typname`,
  `SELECT 'right ' || c.oid::regclass || ' ' || c.relkind::text || c.relrowsecurity::text || coalesce(array_to_string(c.relacl, ','), '')
   FROM pg_class c WHERE c.relnamespace::regnamespace::text IN ${schemas} AND c.relkind IN ('r', 'v', 'S', 'p')`,
  `SELECT 'migration ' || migration_name || ' ' || checksum || ' ' || (finished_at IS NOT NULL)::text FROM _prisma_migrations`,
]

/** Two databases with the same lines were made by the same migrations, whole; and their tables hold as many rows. */
export async function schemaLines(client: Pick<pg.Client, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(parts.join('\nUNION ALL\n'))
  const tables = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  )
  const counted = await client.query<{ line: string }>(
    tables.rows.map(({ name }) => `SELECT 'rows ${name} ' || count(*) AS line FROM ${name}`).join('\nUNION ALL\n'),
  )
  return [...rows, ...counted.rows].map(({ line }) => line).toSorted()
}

export const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex')

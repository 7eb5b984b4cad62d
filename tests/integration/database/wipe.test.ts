import pg from 'pg'
import { expect, test } from 'vitest'
import { wipe } from '#prisma/seed/wipe.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()

test('clearing an unfinished demonstration keeps everything that migrations wrote', async () => {
  const client = new pg.Client({ connectionString: t.ownerUrl })
  await client.connect()
  try {
    const rowsOf = async () => {
      const { rows } = await client.query<{ name: string; rows: string }>(`
        SELECT table_name AS name, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', table_name), true, true, '')))[1]::text AS rows
        FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`)
      return rows.filter(({ rows: count }) => count !== '0')
    }
    const before = await rowsOf()
    await wipe(client)
    const after = new Map((await rowsOf()).map(({ name, rows }) => [name, rows]))
    // The years of the calendar are loaded again with the demonstration.
    const lost = before.filter(({ name, rows }) => !name.startsWith('calendar') && after.get(name) !== rows)
    expect(lost).toEqual([])
  } finally {
    await client.end()
  }
})

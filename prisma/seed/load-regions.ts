import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { regions } from './data/regions.ts'

/** Adds the regions that are missing; names that an administrator changed stay as they are. */
export async function writeRegions(client: pg.Client): Promise<void> {
  const idOf = new Map<string, string>()
  const pathOf = new Map<string, string>()
  const { rows } = await client.query<{ code: string; id: string; path: string }>('SELECT code, id, path FROM region')
  for (const row of rows) {
    idOf.set(row.code, row.id)
    pathOf.set(row.code, row.path)
  }
  for (const { code, level, zh, en, in: parent } of regions) {
    if (idOf.has(code)) continue
    const id = randomUUID()
    const path = parent === undefined ? code : `${pathOf.get(parent) ?? ''}/${code}`
    await client.query(
      'INSERT INTO region (id, code, level, name_zh, name_en, parent_id, path) VALUES ($1, $2, $3::region_level, $4, $5, $6, $7)',
      [id, code, level, zh, en, parent === undefined ? null : idOf.get(parent), path],
    )
    idOf.set(code, id)
    pathOf.set(code, path)
  }
}

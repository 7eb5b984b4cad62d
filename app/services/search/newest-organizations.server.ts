import type { OrganizationAsk } from '#app/domain/search/ask.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { withFallback } from './with-fallback.server.ts'

export type NewOrganization = { id: string; name: string; introduction: string; joinedAt: Date }

/** Organizations that answer a search with every word, who came to this site last first, as PostgreSQL has them now. */
export async function readNewestOrganizations(
  db: Db,
  engine: SearchEngine | undefined,
  ask: OrganizationAsk,
  pages = 1,
): Promise<NewOrganization[]> {
  const ids: string[] = []
  for (let page = 1; page <= pages; page += 1) {
    const found = await withFallback(db, engine, (each) => each.organizations({ ...ask, sort: 'new', page }))
    if (found.isNear) return []
    ids.push(...found.hits.map(({ id }) => id).filter((id) => !ids.includes(id)))
    if (found.hits.length === 0 || ids.length >= found.total) break
  }
  if (ids.length === 0) return []
  return db.$queryRaw<NewOrganization[]>`
    SELECT id, name, introduction, created_at AS "joinedAt" FROM organization WHERE id = ANY (${ids}::uuid[])
    ORDER BY created_at DESC, id DESC`
}

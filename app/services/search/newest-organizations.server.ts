import type { OrganizationAsk, OrganizationKind } from '#app/domain/search/ask.ts'
import { among } from '#app/services/shared/among.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { collectHits } from './collect-hits.server.ts'
import type { Name } from './found-rows.server.ts'

export type NewOrganization = {
  id: string
  name: string
  kind: OrganizationKind
  region: Name
  introduction: string
  /** When it came to this site: an organization has no other public day of its own. */
  joinedAt: Date
  /** Neither suspended nor ended. */
  isActive: boolean
}

/** Organizations that answer a search with every word, who came to this site last first, as PostgreSQL has them now. */
export async function readNewestOrganizations(
  db: Db,
  engine: SearchEngine | undefined,
  ask: OrganizationAsk,
  pages = 1,
): Promise<{ rows: NewOrganization[]; total: number }> {
  const { hits, total } = await collectHits({ db, engine, pages }, (each, page) =>
    each.organizations({ ...ask, sort: 'new', page }),
  )
  const ids = hits.map(({ id }) => id)
  return { rows: await loadNewOrganizations(db, ids), total }
}

/** Who came last first. */
export async function loadNewOrganizations(db: Db | Tx, ids: readonly string[]): Promise<NewOrganization[]> {
  if (ids.length === 0) return []
  return db.$queryRaw<NewOrganization[]>`
    SELECT o.id::text, o.name, o.kind::text, json_build_object('zh', r.name_zh, 'en', r.name_en) AS region, o.introduction,
      o.created_at AS "joinedAt", o.state = 'ACTIVE' AS "isActive"
    FROM organization o JOIN region r ON r.id = o.region_id WHERE o.id = ${among(ids)}
    ORDER BY o.created_at DESC, o.id DESC`
}

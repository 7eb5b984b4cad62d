import { hitsMax, type OrganizationAsk, pageSize, type ProjectAsk, type SearchAsk } from '#app/domain/search/ask.ts'
import type { HitFileName } from '#app/domain/open-data/list/names.ts'
import type { ListRow } from '#app/domain/open-data/list/shapes.ts'
import { collectHits } from '#app/services/search/collect-hits.server.ts'
import { loadFoundRows } from '#app/services/search/found-rows.server.ts'
import { loadThingTimes } from '#app/services/search/thing-times.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { type RawRow, shapeRow } from './read-list.server.ts'
import { listSources } from './sources.server.ts'

type Hits = { file: HitFileName; rows: ListRow[] }

/** What a search finds, in its order, as far as hits are counted; what is merely near is not among it. `baseUrl`: without a slash at its end. */
export async function readHits(
  db: Db,
  engine: SearchEngine | undefined,
  { of, ask }: SearchAsk,
  baseUrl: string,
): Promise<Hits> {
  const file = of === 'projects' ? 'search' : 'search-organizations'
  const rows = await (of === 'projects' ? projects(db, engine, ask) : organizations(db, engine, ask))
  return { file, rows: rows.map((row) => shapeRow(file, baseUrl, row)) }
}

const pages = hitsMax / pageSize

async function projects(db: Db, engine: SearchEngine | undefined, ask: ProjectAsk): Promise<RawRow[]> {
  const { hits } = await collectHits({ db, engine, pages }, (each, page) => each.projects({ ...ask, page }))
  const [rows, times] = await Promise.all([loadFoundRows(db, hits), loadThingTimes(db, hits)])
  return rows.flatMap((row) => {
    const { kind, id, no, title, stage, isSuspended, field, organization, body, region, moneyFen, deadlineAt } = row
    const time = times.get(id)
    if (time === undefined) return []
    return [
      {
        kind,
        no,
        title,
        step: stage,
        isSuspended,
        field,
        organizationId: organization?.id ?? null,
        organization: organization?.name ?? null,
        body: body.zh,
        bodyEn: body.en,
        regionName: region.zh,
        regionNameEn: region.en,
        sum: moneyFen,
        publishedAt: time.publishedAt.toISOString(),
        deadlineAt: deadlineAt ?? null,
        url: kind === 'call' ? `/calls/${no}` : `/projects/${no}`,
      },
    ]
  })
}

async function organizations(db: Db, engine: SearchEngine | undefined, ask: OrganizationAsk): Promise<RawRow[]> {
  const { hits } = await collectHits({ db, engine, pages }, (each, page) => each.organizations({ ...ask, page }))
  if (hits.length === 0) return []
  const { from, id, row } = listSources.organizations
  const found = await db.$queryRaw<{ row: RawRow }[]>`
    SELECT jsonb_build_object(${row}) AS row FROM unnest(${hits.map((hit) => hit.id)}::uuid[]) WITH ORDINALITY AS asked (id, place)
    JOIN (${from}) ON ${id} = asked.id ORDER BY asked.place`
  return found.map((each) => each.row)
}

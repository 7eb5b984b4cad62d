import type { ThingLine } from '#app/domain/notice/mail-template.ts'
import { type FoundRow, loadFoundRows, type Name } from '#app/services/search/found-rows.server.ts'
import { loadNewOrganizations, type NewOrganization } from '#app/services/search/newest-organizations.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import type { Thing } from '../store.server.ts'

export type LinedThing = Thing & { line: ThingLine }

/** What a letter says of each, as PostgreSQL has it now; what nobody is told of is left out. One search finds things of one kind of question. */
export async function readThingLines(tx: Tx, things: readonly Thing[], isEnglish: boolean): Promise<LinedThing[]> {
  const nameIn = ({ zh, en }: Name) => (isEnglish && en !== '' ? en : zh)
  const organizations = await loadNewOrganizations(
    tx,
    things.flatMap(({ kind, id }) => (kind === 'organization' ? [id] : [])),
  )
  const rows = await loadFoundRows(
    tx,
    things.flatMap(({ kind, id }) => (kind === 'organization' ? [] : [{ kind, id }])),
  )
  const revoked = await tx.project.findMany({
    where: { id: { in: rows.map(({ id }) => id) }, award: { revokedAt: { not: null } } },
    select: { id: true },
  })
  return [
    ...rows
      .filter(({ id }) => !revoked.some((project) => project.id === id))
      .map((row) => ({ kind: row.kind, id: row.id, line: lineOf(row, nameIn) })),
    ...organizations
      .filter(({ isActive }) => isActive)
      .map((row) => ({ kind: 'organization' as const, id: row.id, line: organizationLine(row, nameIn) })),
  ]
}

type NameIn = (name: Name) => string

const organizationLine = ({ id, name, kind, region }: NewOrganization, nameIn: NameIn): ThingLine => ({
  lineKey: 'search.letter.organization',
  organizationName: name,
  kindKey: `organization.public.kind.${kind}`,
  regionName: nameIn(region),
  url: letterPaths.organization(id),
})

function lineOf({ kind, no, title, body, moneyFen, deadlineAt }: FoundRow, nameIn: NameIn): ThingLine {
  const line = { title, bodyName: nameIn(body), fundingFen: moneyFen }
  if (kind === 'project') return { ...line, lineKey: 'search.letter.project', url: letterPaths.project(no) }
  const url = letterPaths.call(no)
  return deadlineAt === undefined
    ? { ...line, lineKey: 'search.letter.call', url }
    : { ...line, lineKey: 'search.letter.openCall', deadlineAt, url }
}

import type { ImportRow } from '#app/domain/import/arrange.ts'
import { checkRow, findTwice, type Judged } from '#app/domain/import/judge.ts'
import { organizationRow, type OrganizationRow } from '#app/domain/import/rows.ts'
import { writeInvitation } from '#app/services/account/store.server.ts'
import { ok, type Outcome } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Indexed } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'

/** Places of a body's register by code and by name; a name that several have is none of them. */
async function readPlaces(db: Tx, bodyId: string) {
  const rows = await db.$queryRaw<
    { id: string; code: string; nameZh: string; nameEn: string; parentZh: string | null }[]
  >`
    SELECT r.id::text, r.code, r.name_zh AS "nameZh", r.name_en AS "nameEn", p.name_zh AS "parentZh"
    FROM body b JOIN region x ON x.id = b.region_id JOIN region r ON r.path = x.path OR r.path LIKE x.path || '/%' LEFT JOIN region p ON p.id = r.parent_id
    WHERE b.id = ${bodyId}::uuid`
  const named = new Map<string, string[]>()
  for (const { id, code, nameZh, nameEn, parentZh } of rows)
    for (const name of [code, nameZh, nameEn, `${parentZh ?? ''}${nameZh}`])
      named.set(placeKey(name), [...new Set([...(named.get(placeKey(name)) ?? []), id])])
  return { ids: new Set(rows.map(({ id }) => id)), named }
}
const placeKey = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase()

const findKnown = (db: Tx, rows: readonly OrganizationRow[]) =>
  db.organization.findMany({
    where: {
      OR: [
        { creditCode: { in: rows.map(({ creditCode }) => creditCode).filter((code) => code !== '') } },
        { creditCode: null, name: { in: rows.map(({ organizationName }) => organizationName) } },
      ],
    },
    include: {
      _count: { select: { members: true, invitations: { where: { acceptedAt: null, revokedAt: null } } } },
    },
  })
type Known = Awaited<ReturnType<typeof findKnown>>[number]
type Plan = { row: OrganizationRow; regionId: string; known: Known | undefined; invites: boolean }

const keyOf = ({ creditCode, organizationName }: OrganizationRow) => (creditCode === '' ? organizationName : creditCode)

/**
 * What a file would do to the register that a body keeps. An organization that is there already keeps its name, contact and fields: those
 * are its own to change; what the registry has on its list replaces what is there, and an empty cell replaces nothing.
 */
export async function planOrganizationImport(db: Tx, ctx: Context, bodyId: string, rows: readonly ImportRow[]) {
  const checked = rows.map((row) => checkRow(row, organizationRow))
  const places = await readPlaces(db, bodyId)
  const all = await findKnown(
    db,
    checked.flatMap(({ typed }) => typed ?? []),
  )
  const coded = new Map(all.flatMap((one) => (one.creditCode === null ? [] : [[one.creditCode, one]])))
  const filed = new Map(
    all
      .filter(({ creditCode, regionId }) => creditCode === null && places.ids.has(regionId))
      .map((one) => [one.name, one]),
  )
  const twice = findTwice(checked, keyOf, 'organizationName')
  const plans: Plan[] = []
  const judged = checked.map(({ row, typed, problems: found }): Judged => {
    const problems = [...found, ...[twice.get(row.number) ?? []].flat()]
    if (typed === undefined) return { ...row, verdict: 'ERROR', problems, changes: [] }
    const say = (column: string, code: string, data: Record<string, string> = {}) =>
      problems.push({ column, code, data })
    const [regionId, other] = places.named.get(placeKey(typed.region)) ?? []
    if (regionId === undefined) say('region', 'import.region-unknown')
    else if (other !== undefined) say('region', 'import.region-ambiguous')
    const known = typed.creditCode === '' ? filed.get(typed.organizationName) : coded.get(typed.creditCode)
    if (known !== undefined) {
      if (!places.ids.has(known.regionId)) say('creditCode', 'import.other-place')
      else if (known.name !== typed.organizationName) say('organizationName', 'import.other-name', { name: known.name })
      else if (known.kind !== typed.kind) say('kind', 'import.other-kind')
      else if (known.state === 'ENDED') say('organizationName', 'organization.ended')
    }
    if (regionId === undefined || problems.length > 0) return { ...row, verdict: 'ERROR', problems, changes: [] }
    const invites =
      typed.email !== undefined && (known === undefined || known._count.members + known._count.invitations === 0)
    const plan: Plan = { row: typed, regionId, known, invites }
    const changes = changesOf(plan)
    plans.push(plan)
    const verdict = known === undefined ? 'ADD' : changes.length > 0 ? 'CHANGE' : 'SAME'
    return { ...row, verdict, problems, changes: verdict === 'CHANGE' ? changes : [] }
  })
  return { judged, write: (tx: Tx) => writeOrganizations(tx, ctx, bodyId, plans) }
}

/** What the registry has on its list, as columns; what the file leaves empty is left out. */
const registered = ({ row, regionId }: Plan) => ({
  regionId,
  ...(row.foundedOn === undefined ? {} : { foundedOn: dateOfDay(row.foundedOn) }),
  ...(row.legalRepresentative === '' ? {} : { legalRepresentative: row.legalRepresentative }),
  ...(row.supervisingUnit === '' ? {} : { supervisingUnit: row.supervisingUnit }),
  ...(row.businessScope === '' ? {} : { businessScope: row.businessScope }),
  ...(row.registeredFen === undefined ? {} : { registeredFen: row.registeredFen }),
  ...(row.address === '' ? {} : { address: row.address }),
})

function changesOf(plan: Plan): string[] {
  const { known, invites } = plan
  if (known === undefined) return []
  const shown = (value: unknown) => (value instanceof Date ? dayOfDate(value) : value)
  const changed = Object.entries(registered(plan))
    .filter(([key, value]) => shown(value) !== shown(known[key as keyof Known]))
    .map(([key]) => (key === 'regionId' ? 'region' : key))
  return [...changed, ...(invites ? ['email'] : [])]
}

/** Answers what the search engine must look at again. */
async function writeOrganizations(
  tx: Tx,
  ctx: Context,
  bodyId: string,
  plans: readonly Plan[],
): Promise<Outcome<{ index: Indexed[] }>> {
  const { nameZh: bodyName } = await tx.body.findUniqueOrThrow({ where: { id: bodyId }, select: { nameZh: true } })
  const added = plans.filter(({ known }) => known === undefined).map((plan) => ({ ...plan, id: crypto.randomUUID() }))
  await tx.organization.createMany({
    data: added.map((plan) => ({
      id: plan.id,
      name: plan.row.organizationName,
      creditCode: plan.row.creditCode === '' ? null : plan.row.creditCode,
      kind: plan.row.kind,
      fields: plan.row.fields,
      contactName: plan.row.contactName,
      contactPhone: plan.row.contactPhone,
      createdAt: ctx.now,
      ...registered(plan),
    })),
  })
  const changed = plans.flatMap((plan) =>
    plan.known === undefined || changesOf(plan).length === 0 ? [] : { ...plan, id: plan.known.id, known: plan.known },
  )
  for (const plan of changed) {
    const { count } = await tx.organization.updateMany({
      where: { id: plan.id, version: plan.known.version },
      data: { ...registered(plan), version: { increment: 1 } },
    })
    if (count === 0) return stale()
    await tell(tx, ctx, { organizationId: plan.id, roles: ['OWNER'] }, 'registryChanged', {
      bodyName,
      organizationName: plan.known.name,
      url: `/ngo/organizations/${plan.id}/profile`,
    })
  }
  for (const { id, row, invites } of [...added, ...changed]) {
    if (!invites || row.email === undefined) continue
    const invited = await writeInvitation(
      tx,
      ctx,
      { name: row.contactName, email: row.email },
      { kind: 'ORGANIZATION', organizationId: id, role: 'OWNER' },
    )
    if (!invited.ok) return invited
  }
  return ok({ index: [...added, ...changed].map(({ id }) => ({ kind: 'organization' as const, id })) })
}

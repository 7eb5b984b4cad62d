import { beforeAll, describe, expect, test } from 'vitest'
import { type AuditFilter, readAuditFilter } from '#app/domain/audit-trail/filter.ts'
import { readTrailPage, trailPageSize } from '#app/services/audit-trail/queries/trail.server.ts'
import { exportTrail } from '#app/services/audit-trail/use-trail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { callWithSealedBids } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { makeBody, makePerson, makeSupervisor, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const now = '2026-11-26T10:00:00+08:00'
const everything: AuditFilter = readAuditFilter(new URLSearchParams())
const narrowed = (query: Record<string, string>) => readAuditFilter(new URLSearchParams(query))

let administrator: Actor
let story: Awaited<ReturnType<typeof callWithSealedBids>>
beforeAll(async () => {
  for (let count = 0; count < 120; count += 1)
    await t.app.$transaction((tx) =>
      record(tx, t.contextAt(now), { type: 'thing.done', entity: 'thing', entityId: crypto.randomUUID() }),
    )
  story = await callWithSealedBids(t, 2)
  administrator = { ...(await makePerson(t, '管理员')), isAdministrator: true }
})
const page = (actor: Actor, filter = everything, after?: bigint) =>
  readTrailPage(t.contextAt(now, actor), filter, after)
const all = async (actor: Actor, filter = everything) => {
  const rows = []
  for (let after: bigint | undefined, more = true; more;) {
    const read = await page(actor, filter, after)
    rows.push(...read.rows)
    more = read.next !== undefined
    after = read.next === undefined ? undefined : BigInt(read.next)
  }
  return rows
}

describe('the audit page', () => {
  test('gives every row once, newest first, page by page', async () => {
    const rows = await all(administrator, narrowed({ kind: 'call.published' }))
    expect(rows.map(({ entityId }) => entityId)).toEqual([story.call.id])
    const ids = (await all(administrator)).map(({ id }) => BigInt(id))
    expect(ids.length).toBeGreaterThan(2 * trailPageSize)
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => (one < other ? 1 : -1)))
  })

  test('is narrowed by who, what, when, and by one thing', async () => {
    const of = { entity: 'call', id: story.call.id }
    const rows = await all(administrator, narrowed(of))
    expect(new Set(rows.map(({ entityId }) => entityId))).toEqual(new Set([story.call.id]))
    const who = rows.find(({ type }) => type === 'call.published')?.actorName ?? ''
    expect(who).not.toBe('')
    expect((await all(administrator, narrowed({ ...of, who }))).every(({ actorName }) => actorName === who)).toBe(true)
    expect(await all(administrator, narrowed({ ...of, who: '%' }))).toEqual([])
    expect(await all(administrator, narrowed({ ...of, from: '2030-01-01' }))).toEqual([])
    expect(await all(administrator, narrowed({ ...of, to: '2020-01-01' }))).toEqual([])
    expect((await all(administrator, narrowed({ ...of, from: '2026-01-01', to: '2030-01-01' }))).length).toBe(
      rows.length,
    )
    // What cannot be read narrows nothing.
    expect((await all(administrator, narrowed({ ...of, from: 'x', kind: `'; --` }))).length).toBe(rows.length)
  })

  test('says nothing of what bidders do before the bids are open, to nobody', async () => {
    const bids = narrowed({ kind: 'bid.sealed' })
    const sealed = await t.owner.auditEvent.count({ where: { type: 'bid.sealed' } })
    expect(sealed).toBe(2)
    expect(await all(administrator, bids)).toEqual([])
    expect((await all(administrator)).some(({ entity }) => entity === 'bid')).toBe(false)
    await openTogether(t, story)
    expect((await all(administrator, bids)).length).toBe(2)
  })

  test('shows who watches a body what was done in it, without addresses, bids and panels', async () => {
    const supervisor = await makeSupervisor(t, story.bureau.body)
    const rows = await all(supervisor)
    const ids = new Set(
      (await t.owner.auditEvent.findMany({ where: { bodyId: story.bureau.body.id }, select: { id: true } })).map(
        ({ id }) => id.toString(),
      ),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ id, ip, entity }) => ids.has(id) && ip === '' && entity !== 'bid' && entity !== 'panel')).toBe(
      true,
    )
    expect(await all(await makeSupervisor(t, await makeBody(t, '外区')))).toEqual([])
  })

  test('taking it out is on it', async () => {
    const ctx = t.contextAt(now, administrator)
    const { rows } = must(await exportTrail(ctx, narrowed({ kind: 'call.published' })))
    expect(rows.length).toBe(1)
    expect(await t.owner.auditEvent.findFirst({ where: { type: 'account.trail-exported' } })).toMatchObject({
      data: { kind: 'call.published', rows: 1 },
    })
    expect(await exportTrail(t.contextAt(now, anonymous), everything)).toMatchObject({ ok: false })
  })
})

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { verify } from '#app/services/audit-trail/verify.server.ts'
import { keepRetention } from '#app/services/retention/keep-retention.server.ts'
import { readRetentionRuns, readRetentionTerms } from '#app/services/retention/queries/retention-rules.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { draftedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { proposedNeed } from '#tests/support/scenes-need.ts'
import { makeBody, makeOfficer, makePerson, publishedCall } from '#tests/support/scenes.ts'
import { toDay } from '#app/domain/shared/day.ts'

const t = useDatabase()
const days = 86_400_000
/** The hour that the database is told. */
const night = new Date('2030-03-01T01:00:00+08:00')
const before = (count: number) => new Date(night.getTime() - count * days)
const hash = () => new Uint8Array(createHash('sha256').update(randomBytes(9)).digest())

let person: Actor
const id = () => person.accountId ?? ''
beforeAll(async () => {
  person = await makePerson(t, '程甲')
})
const run = (most?: number) => keepRetention(t.owner, { toldNow: night, ...(most === undefined ? {} : { most }) })
/** As if today had not been done. */
const again = async (code: string) => {
  const [row] = await t.owner.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('commonweal.clock', ${night.toISOString()}, true)`
    return tx.$queryRaw<{ count: bigint }[]>`SELECT retention_erase(${code}) AS count`
  })
  return Number(row?.count)
}

const session = (expiresAt: Date, revokedAt: Date | null = null) =>
  t.owner.session.create({
    data: {
      tokenHash: hash(),
      accountId: id(),
      ip: '192.0.2.1',
      userAgent: 'x',
      createdAt: before(999),
      expiresAt,
      revokedAt,
    },
  })
const letter = (createdAt: Date, over: object = {}) =>
  t.owner.message.create({
    data: {
      toAddress: 'a@example.cn',
      locale: 'ZH_CN',
      template: 'digest',
      values: {},
      state: 'SENT',
      createdAt,
      ...over,
    },
  })

describe('a night', () => {
  test('takes sessions, links, tries and invitations whose time is over, and leaves the others', async () => {
    const old = [await session(before(185)), await session(new Date(night.getTime() + days), before(185))]
    const young = [await session(before(183)), await session(new Date(night.getTime() + days))]
    const token = (expiresAt: Date, usedAt: Date | null = null) =>
      t.owner.accountToken.create({
        data: { accountId: id(), purpose: 'RESET_PASSWORD', tokenHash: hash(), expiresAt, usedAt },
      })
    const oldLinks = [await token(before(31)), await token(before(1), before(31))]
    const youngLink = await token(before(29))
    const tries = (key: string, expire: Date | null) =>
      t.owner.rateLimiterFlexible.create({ data: { key, points: 1, expire } })
    await tries('old', before(2))
    await tries('young', before(0.5))
    const body = await makeBody(t)
    const invitation = (over: object) =>
      t.owner.invitation.create({
        data: {
          email: `${randomUUID()}@example.cn`,
          name: '甲',
          tokenHash: hash(),
          kind: 'BODY',
          bodyId: body.id,
          bodyRole: 'OFFICER',
          invitedById: id(),
          expiresAt: before(185),
          ...over,
        },
      })
    const lapsed = await invitation({})
    const accepted = await invitation({ acceptedAt: before(190), acceptedById: id() })
    const open = await invitation({ expiresAt: before(100) })

    await run()
    const ids = (rows: { id: string }[]) => rows.map((row) => row.id)
    const left = await t.owner.session.findMany({ where: { id: { in: ids([...old, ...young]) } } })
    expect(new Set(ids(left))).toEqual(new Set(ids(young)))
    const links = await t.owner.accountToken.findMany({ where: { id: { in: ids([...oldLinks, youngLink]) } } })
    expect(ids(links)).toEqual([youngLink.id])
    expect(await t.owner.rateLimiterFlexible.findMany({ where: { key: { in: ['old', 'young'] } } })).toMatchObject([
      { key: 'young' },
    ])
    const invitations = await t.owner.invitation.findMany({ where: { id: { in: ids([lapsed, accepted, open]) } } })
    expect(new Set(ids(invitations))).toEqual(new Set([accepted.id, open.id]))
  })

  test('takes letters: those of an inbox after three years, others after half a year, none that still waits', async () => {
    const mine = { accountId: id() }
    const digest = await letter(before(1096), mine)
    // Told of in a letter that goes: stays until its own time.
    const part = await letter(before(1094), { ...mine, digestId: digest.id, state: 'DIGESTED' })
    const waits = await letter(before(2000), { ...mine, state: 'WAITING' })
    const outside = await letter(before(185))
    const young = await letter(before(183))
    expect(await again('letter')).toBe(1)
    expect(await again('letter-log')).toBe(1)
    const all = [digest, part, waits, outside, young].map((row) => row.id)
    const left = await t.owner.message.findMany({ where: { id: { in: all } } })
    expect(new Set(left.map((row) => row.id))).toEqual(new Set([part.id, waits.id, young.id]))
    expect(left.find((row) => row.id === part.id)?.digestId).toBeNull()
  })

  test('takes the draft of a bid that was never sealed once its call has been over for half a year', async () => {
    const { call } = await publishedCall(t)
    const { bidId } = await draftedBid(t, call)
    expect(await again('bid-draft')).toBe(0)
    expect(await t.owner.bidDraft.count({ where: { bidId } })).toBe(1)
    await t.owner.$executeRawUnsafe('ALTER TABLE call DISABLE TRIGGER USER')
    await t.owner.call.update({ where: { id: call.id }, data: { state: 'OPENED' } })
    await t.owner.$executeRawUnsafe('ALTER TABLE call ENABLE TRIGGER USER')
    expect(await again('bid-draft')).toBe(1)
    expect(await t.owner.bidDraft.count({ where: { bidId } })).toBe(0)
    expect(await t.owner.bid.count({ where: { id: bidId } })).toBe(1)
  })

  test('takes how to reach who raised a need two years after it was settled, and nothing else of it', async () => {
    const body = await makeBody(t)
    const official = await makeOfficer(t, body)
    const place = { id: body.id, regionId: body.regionId }
    const need = await proposedNeed(t, place, official, toDay('2026-01-06'))
    const settled = await proposedNeed(t, place, official, toDay('2026-01-06'))
    await t.owner.$executeRawUnsafe('ALTER TABLE need DISABLE TRIGGER USER')
    await t.owner.need.update({
      where: { id: settled.id },
      data: { state: 'DECLINED', declineCode: 'DUPLICATE', stateAt: before(731) },
    })
    await t.owner.$executeRawUnsafe('ALTER TABLE need ENABLE TRIGGER USER')
    const kept = await t.owner.need.findUniqueOrThrow({ where: { id: settled.id } })
    expect(kept.contactSealed).not.toBeNull()
    for (const change of ['contact_sealed = NULL', `contact_sealed = '\\x00'`])
      await expect(t.owner.$executeRawUnsafe(`UPDATE need SET ${change} WHERE id = '${need.id}'`)).rejects.toThrow(
        /stays as it was given/,
      )
    expect(await again('need-contact')).toBe(1)
    expect(await t.owner.need.findUniqueOrThrow({ where: { id: settled.id } })).toEqual({
      ...kept,
      contactSealed: null,
      hasEmail: false,
      contactErasedOn: new Date('2030-03-01'),
    })
    expect((await t.owner.need.findUniqueOrThrow({ where: { id: need.id } })).contactSealed).not.toBeNull()
  })

  test('takes addresses out of the audit after a year, and the chain still holds', async () => {
    const write = (at: Date) =>
      t.owner.$transaction((tx) =>
        record(
          tx,
          { actor: person, now: at, requestId: 'r', ip: '192.0.2.9' },
          { type: 'thing.done', entity: 'thing', entityId: id() },
        ),
      )
    // Old by the clock that runs, too: the check does not believe a clock that was told.
    const year = new Date(Date.now() - 400 * days)
    await write(year)
    await write(before(364))
    const rows = () => t.owner.auditEvent.findMany({ where: { type: 'thing.done' }, orderBy: { id: 'asc' } })
    const [old, young] = await rows()
    // Not linked yet: it waits.
    await again('address')
    expect((await rows()).map(({ ip }) => ip)).toEqual(['192.0.2.9', '192.0.2.9'])
    for (;;) {
      await t.owner.$queryRaw`SELECT chain_advance()`
      const seals = await t.owner.auditSeal.count({ where: { eventId: { in: [old?.id ?? 0n, young?.id ?? 0n] } } })
      if (seals === 2) break
    }
    expect(await again('address')).toBeGreaterThanOrEqual(1)
    expect(await rows()).toMatchObject([{ ...old, ip: '' }, { ip: '192.0.2.9' }])
    const { faults, erased } = await verify(t.owner)
    expect(faults.filter(({ what }) => what === String(old?.id))).toEqual([])
    expect(erased).toBeGreaterThanOrEqual(1)
    // Nobody takes out one that is younger than six months, nor writes another, nor anything else.
    for (const change of [`ip = ''`, `ip = '192.0.2.10'`, `type = 'x'`, `actor_name = ''`])
      await expect(
        t.owner.$executeRawUnsafe(`UPDATE audit_event SET ${change} WHERE id = ${String(young?.id)}`),
      ).rejects.toThrow(/append-only/)
  })

  test('is counted by PostgreSQL, done once a day, and goes on where it was cut off', async () => {
    const day = new Date('2031-03-01T01:00:00+08:00')
    await session(new Date('2030-03-02T00:00:00+08:00'))
    await session(new Date('2030-03-02T00:00:00+08:00'))
    const tell = { toldNow: day, most: 1 }
    expect(await keepRetention(t.owner, tell)).toBeGreaterThanOrEqual(2)
    expect(await keepRetention(t.owner, tell)).toBe(0)
    const runs = await t.owner.retentionRun.findMany({ where: { day: new Date('2031-03-01') } })
    expect(new Set(runs.map(({ code }) => code))).toEqual(
      new Set((await readRetentionTerms(t.app)).map(({ code }) => code)),
    )
    expect(runs.every(({ finishedAt }) => finishedAt !== null)).toBe(true)
    expect(runs.find(({ code }) => code === 'session')?.erased).toBeGreaterThanOrEqual(2n)
    for (const statement of [
      `UPDATE retention_run SET erased = 0`,
      `INSERT INTO retention_rule VALUES ('session', '2026-02-01', 400, '', '', true)`,
      `DELETE FROM session`,
      `DELETE FROM message`,
    ])
      await expect(t.app.$executeRawUnsafe(statement), statement).rejects.toThrow(/permission denied/)
    await expect(
      t.owner.$executeRawUnsafe(`INSERT INTO retention_rule VALUES ('session', '2026-02-01', 100, '', '', true)`),
    ).rejects.toThrow(/retention_rule_logs/)
    expect((await readRetentionRuns(t.owner)).last.length).toBeGreaterThanOrEqual(0)
  })
})

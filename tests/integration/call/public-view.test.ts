import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { readPublicCalls } from '#app/services/call/queries/public-calls.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { at } from '#app/domain/shared/day.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  accountIdOf,
  afterDeadline,
  beforeDeadline,
  draftedCall,
  makeBureau,
  makeOrganization,
  must,
  publishedCall,
  sceneStart,
  submittedCall,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const everything = { group: undefined, field: undefined, region: undefined, after: null } as const

/** What anonymous readers may be sent. A key that is not here is a leak until somebody has decided otherwise. */
const mayBeSent = new Set([
  ...['scoring', 'isBlind', 'reasons', 'allowsDiscussion', 'dropHigh', 'dropLow'],
  ...['matching', 'kind', 'bps', 'capFen', 'bareFen', 'inKindBps'],
  ...['fees', 'terms', 'groups', 'lowShareBps', 'relief', 'code', 'zh', 'en'],
  ...['posts', 'level', 'grades', 'headcount', 'months', 'monthlyFen', 'postStandard', 'sourceZh', 'sourceEn'],
  ...['isConfirmed', 'items', 'factor', 'position', 'labelZh', 'labelEn', 'fen'],
  ...['questions', 'amendments', 'suspensions', 'isSuspended'],
  ...['scoring', 'isBlind', 'allowsDiscussion', 'dropHigh', 'dropLow'],
  ...['endCode', 'endDisclosure', 'retenderOf', 'retender', 'document', 'issuedOn'],
  ...[
    'departures',
    'finding',
    'data',
    'reason',
    'conditions',
    'use',
    'text',
    'reservation',
    'bidBondFen',
    'performanceBondBps',
    'awardMode',
  ],
  ...['callNo', 'content', 'state', 'isOpen', 'isClosed', 'deadlineAt', 'left', 'days', 'hours', 'minutes'],
  ...[
    'sealed',
    'hashes',
    'hash',
    'isOwn',
    'sha256',
    'hasOpeningRecord',
    'endReason',
    'hasResult',
    'projects',
    'projectNo',
    'disclosure',
    'events',
    'type',
    'at',
  ],
  ...[
    'limits',
    'term',
    'from',
    'direction',
    'length',
    'bound',
    'citation',
    'article',
    'isConfirmed',
    'day',
    'missingYear',
  ],
  ...['book', 'code', 'version', 'validFrom', 'zh', 'en'],
  ...['indexNo', 'regime', 'issuer', 'createdOn', 'docNo'],
  ...[
    'title',
    'method',
    'instrument',
    'fundingKind',
    'field',
    'regionName',
    'bodyName',
    'summary',
    'requirement',
    'beneficiaries',
  ],
  ...['budgetFen', 'ceilingFen', 'startsOn', 'endsOn', 'quorum', 'criteria', 'milestones', 'documents'],
  ...['formItems', 'requiredDocuments', 'allowsConsortium'],
  ...[
    'guidance',
    'anchors',
    'kind',
    'points',
    'answerLimit',
    'deliverable',
    'indicator',
    'unit',
    'target',
    'dueOn',
    'trancheBps',
  ],
  ...['fileId', 'name', 'size', 'calls', 'next'],
  // Stages of a venture call with their days; the one supplier of a single source; that a rehearsal is one, to its participants.
  ...['stages', 'isRequired', 'until', 'invited', 'isRehearsal'],
])

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
}

/** An organization's sealed bid, as far as this page can see one. */
async function seal(callId: string, envelopeSha256: string, instant: string) {
  const organization = await makeOrganization(t, `社区服务中心${envelopeSha256.slice(0, 4)}`)
  const ctx = t.contextAt(instant, organization.owner)
  return must(
    await transact(ctx, async (tx) => {
      const bid = await tx.bid.create({
        data: { callId, organizationId: organization.id, createdById: accountIdOf(organization.owner) },
      })
      const bytes = randomBytes(32)
      await tx.bidEnvelope.create({
        data: {
          bidId: bid.id,
          sealedAt: ctx.now,
          contentSha256: 'a'.repeat(64),
          envelopeSha256,
          ephemeralPublicKey: bytes,
          ciphertext: bytes,
          ownCopy: bytes,
          receiptNo: envelopeSha256.slice(0, 12),
        },
      })
      await tx.bid.update({ where: { id: bid.id }, data: { state: 'SEALED' } })
      return ok({ bidId: bid.id })
    }),
  )
}

describe('what anyone may read of a call', () => {
  it('carries nothing but what was decided to be public, at every stage', async () => {
    const { call, callNo } = await publishedCall(t)
    await seal(call.id, 'b'.repeat(64), sceneStart)
    for (const instant of [sceneStart, afterDeadline(call)]) {
      const ctx = t.contextAt(instant)
      const page = await readPublicCall(ctx, callNo)
      const list = await readPublicCalls(ctx, everything)
      expect(
        keysOf(page)
          .concat(keysOf(list))
          .filter((key) => !mayBeSent.has(key)),
      ).toEqual([])
      const text = JSON.stringify([page, list])
      for (const secret of [call.id, call.bodyId, call.draftedById, call.publishedById ?? '', call.fundId ?? ''])
        expect(text).not.toContain(secret)
    }
  })

  it('is the same page for its own officers', async () => {
    const { callNo, bureau } = await publishedCall(t)
    expect(await readPublicCall(t.contextAt(sceneStart, bureau.officer), callNo)).toEqual(
      await readPublicCall(t.contextAt(sceneStart), callNo),
    )
  })

  it('says how many bids there are only after the deadline, with their checksums in no telling order', async () => {
    const { call, callNo } = await publishedCall(t)
    await seal(call.id, 'f'.repeat(63) + '1', sceneStart)
    const { bidId } = await seal(call.id, 'c'.repeat(63) + '1', sceneStart)
    await seal(call.id, 'd'.repeat(63) + '1', beforeDeadline(call))
    const ctx = t.contextAt(beforeDeadline(call))
    must(
      await transact<object>(ctx, async (tx) => {
        await tx.bid.update({ where: { id: bidId }, data: { state: 'WITHDRAWN' } })
        return ok()
      }),
    )
    expect(await readPublicCall(ctx, callNo)).toMatchObject({ sealed: null, isOpen: true })
    expect(await readPublicCall(t.contextAt(afterDeadline(call)), callNo)).toMatchObject({
      sealed: {
        hashes: [
          { hash: 'd'.repeat(63) + '1', isOwn: false },
          { hash: 'f'.repeat(63) + '1', isOwn: false },
        ],
      },
      isOpen: false,
    })
  })

  it('does not exist before publication, nor for a draft that was cancelled', async () => {
    const { call, bureau } = await draftedCall(t, { title: '不该出现的草稿' })
    must(
      await cancelCall(t.contextAt(sceneStart, bureau.officer), {
        callId: call.id,
        version: call.version,
        code: null,
        reason: '不再需要这个项目',
      }),
    )
    await submittedCall(t, { title: '不该出现的待审批' })
    expect(JSON.stringify(await readPublicCalls(t.contextAt(sceneStart), everything))).not.toContain('不该出现')
    expect(await t.owner.event.count({ where: { callId: call.id, isPublic: true } })).toBe(0)
  })

  it('keeps a cancelled call and its reason', async () => {
    const { call, callNo, bureau } = await publishedCall(t)
    const reason = '需求发生重大变化'
    must(
      await cancelCall(t.contextAt(sceneStart, bureau.approver), {
        callId: call.id,
        version: call.version,
        code: 'TASK_CANCELLED',
        reason,
      }),
    )
    expect(await readPublicCall(t.contextAt(sceneStart), callNo)).toMatchObject({
      state: 'CANCELLED',
      endReason: reason,
      events: [{ type: 'call.published' }, { type: 'call.cancelled' }],
    })
  })
})

describe('the list of calls', () => {
  it('goes on where the page ended, without gaps or repeats', async () => {
    const bureau = await makeBureau(t, { withFen: 10_000_000_000n })
    for (let number = 0; number < 23; number += 1)
      await publishedCall(t, {
        bureau,
        field: 'LEGAL_AID',
        now: `2026-03-02T09:${String(10 + (number >> 1))}:00+08:00`,
      })
    const ctx = t.contextAt('2026-03-02T12:00:00+08:00')
    const filter = { ...everything, field: 'LEGAL_AID' } as const
    const first = await readPublicCalls(ctx, filter)
    expect(first.calls).toHaveLength(20)
    const second = await readPublicCalls(ctx, { ...filter, after: first.next ?? '' })
    expect(second).toMatchObject({ next: undefined })
    const numbers = [...first.calls, ...second.calls].map(({ callNo }) => callNo)
    expect(new Set(numbers).size).toBe(23)
    expect(await readPublicCalls(ctx, { ...filter, after: 'nonsense' })).toEqual(first)
    // Twenty-three calls are made one after the other.
  }, 120_000)

  it('counts a call past its deadline as under review, and finds regions below a region', async () => {
    const { call, callNo } = await publishedCall(t, { field: 'HEALTH', bidDeadlineAt: at('2026-03-20T17:00') })
    const filter = { ...everything, field: 'HEALTH' } as const
    const open = { ...filter, group: 'open' } as const
    const review = { ...filter, group: 'review' } as const
    expect((await readPublicCalls(t.contextAt(beforeDeadline(call)), open)).calls).toMatchObject([{ callNo }])
    expect((await readPublicCalls(t.contextAt(afterDeadline(call)), open)).calls).toEqual([])
    expect((await readPublicCalls(t.contextAt(afterDeadline(call)), review)).calls).toMatchObject([{ callNo }])
    const inRegion = async (region: string) =>
      (await readPublicCalls(t.contextAt(sceneStart), { ...filter, region })).calls.length
    expect([await inRegion('310000'), await inRegion('310112'), await inRegion('440100')]).toEqual([1, 1, 0])
  })
})

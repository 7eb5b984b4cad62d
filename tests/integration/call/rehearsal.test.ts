import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPublicRecord, readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { readFilingPage } from '#app/services/award/queries/remedies.server.ts'
import { readBidStart } from '#app/services/bid/queries/bid-start.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { readPublicCalls } from '#app/services/call/queries/public-calls.server.ts'
import { readAskPage } from '#app/services/call/queries/questions.server.ts'
import { readSealedListFile } from '#app/services/call/queries/sealed-list.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { setRehearsal } from '#app/services/call/set-rehearsal.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { homePage } from '#app/services/home/home-page.server.ts'
import { readOpeningRecord } from '#app/services/opening/queries/opening-record.server.ts'
import { loadFoundRows } from '#app/services/search/found-rows.server.ts'
import { accountCode, transfer } from '#app/domain/ledger/accounts.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { postEntry } from '#app/services/ledger/store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { callDocuments } from '#search/documents/call.ts'
import { useDatabase } from '#tests/support/database.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { afterDeadline, draftedCall, explainWarnings, makeOrganization, must } from '#tests/support/scenes.ts'
import {
  awardAt,
  declareAll,
  freezeAt,
  noticeAt,
  scoreBid,
  sealedBid,
  seatedPanel,
  signAll,
  startedPanel,
} from '#tests/support/scenes-panel.ts'

const t = useDatabase()

const codeOf = async (id: string) => (await t.owner.organization.findUniqueOrThrow({ where: { id } })).creditCode ?? ''
const versionOf = async (callId: string) => (await t.owner.call.findUniqueOrThrow({ where: { id: callId } })).version

async function published() {
  const { call, bureau } = await draftedCall(t)
  const invited = [await makeOrganization(t, '受邀甲机构'), await makeOrganization(t, '受邀乙机构')]
  const ctx = t.contextAt('2026-03-02T10:00:00+08:00', bureau.officer)
  const codes = await Promise.all(invited.map(({ id }) => codeOf(id)))
  must(await setRehearsal(ctx, { callId: call.id, version: call.version, isRehearsal: true, codes }))
  await explainWarnings(ctx, call.id)
  must(await submitCall(ctx, { callId: call.id, version: await versionOf(call.id) }))
  const { callNo } = must(
    await publishCall(t.contextAt('2026-03-02T11:00:00+08:00', bureau.approver), {
      callId: call.id,
      version: await versionOf(call.id),
    }),
  )
  return { call: await t.owner.call.findUniqueOrThrow({ where: { id: call.id } }), bureau, callNo, invited }
}

const none = { field: undefined, region: undefined, after: null }

/** Everything a passer-by could read: each must say nothing of this number. */
async function walk(when: string, callNo: string, callId: string, actor?: Actor): Promise<string[]> {
  const ctx = t.contextAt(when, actor)
  const said: [string, unknown][] = [
    ['home', await homePage(ctx)],
    ['calls', await readPublicCalls(ctx, { ...none, group: undefined })],
    ['call', await readPublicCall(ctx, callNo)],
    ['sealed list', await readSealedListFile(ctx, callNo)],
    ['opening record', await readOpeningRecord(ctx, { callNo })],
    ['result', await readPublicResult(ctx, callNo)],
    ['record', await readPublicRecord(ctx, callNo)],
    ['bid start', await readBidStart(ctx, callNo)],
    ['questions', await readAskPage(ctx, callNo)],
    ['remedies', await readFilingPage(ctx, callNo)],
    ['found', await loadFoundRows(t.owner, [{ kind: 'call', id: callId }])],
    ['search document', await callDocuments(t.owner, [callId])],
    ['news', await t.owner.event.findMany({ where: { callId, isPublic: true } })],
    ['view', await t.owner.$queryRaw`SELECT id FROM public_call WHERE id = ${callId}::uuid`],
    ['money', await t.owner.ledgerAccount.findMany({ where: { code: { contains: callId } } })],
  ]
  return said.flatMap(([name, text]) => {
    const written = JSON.stringify([text], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    const isEmpty = text === undefined || text === null || (Array.isArray(text) && text.length === 0)
    const isList = name === 'home' || name === 'calls'
    return (isList ? written.includes(callNo) || written.includes(callId) : !isEmpty) ? [name] : []
  })
}

describe('a rehearsal', () => {
  test('runs from publication to result, and no public page says a word of it', async () => {
    const story = await published()
    const { call, bureau, callNo, invited } = story
    expect(callNo).toMatch(/^REH-2026-/)
    expect(call.title).toMatch(/^【演练 rehearsal】/)
    expect(await walk('2026-03-03T09:00:00+08:00', callNo, call.id)).toEqual([])
    const letters = await t.owner.message.findMany({ where: { template: 'rehearsalInvited' } })
    expect(letters).toHaveLength(2)
    // No money was set aside, and none ever is.
    expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])

    const ctx = t.contextAt('2026-03-03T09:00:00+08:00', bureau.approver)
    expect(
      await transact<object>(ctx, async (tx) => {
        await postEntry(tx, ctx, {
          key: `call.published:${call.id}`,
          kind: 'allocate',
          phase: 'posted',
          lines: transfer(accountCode.fund(bureau.fund.id), accountCode.callBudget(call.id), 100n),
        })
        return ok()
      }),
    ).toMatchObject({ refusal: { code: 'rehearsal.no-money' } })

    const stranger = await makeOrganization(t, '未受邀机构')
    expect(
      await startBid(t.contextAt('2026-03-03T09:00:00+08:00', stranger.owner), { callNo, organizationId: stranger.id }),
    ).toMatchObject({ refusal: { code: 'bid.not-invited' } })
    expect(await walk('2026-03-03T09:00:00+08:00', callNo, call.id, stranger.owner)).toEqual([])
    const mine = t.contextAt('2026-03-03T09:00:00+08:00', invited[0]?.owner)
    expect(await readPublicCall(mine, callNo)).toMatchObject({ isRehearsal: true })
    expect(await readPublicCall(t.contextAt('2026-03-03T09:00:00+08:00', bureau.officer), callNo)).toMatchObject({
      callNo,
    })

    const bids = []
    for (const [index, organization] of invited.entries())
      bids.push(
        await sealedBid(
          t,
          { call, callNo },
          { name: organization.name, priceFen: 45_000_000n + BigInt(index) },
          60 - index,
          organization,
        ),
      )
    await openTogether(t, { call, bureau })
    const opened = {
      ...story,
      call: await t.owner.call.findUniqueOrThrow({ where: { id: call.id } }),
      bids,
      criteria: await t.owner.criterion.findMany({ where: { callId: call.id }, orderBy: { position: 'asc' } }),
    }
    const scoring = await startedPanel(t, await seatedPanel(t, opened))
    for (const expert of scoring.experts) {
      must(await declareAll(t, scoring, expert))
      for (const { bidId } of bids) await scoreBid(t, scoring, expert, bidId, { c1: '25', c2: '40' })
    }
    // Every letter names the call, and its name says what it is.
    const told = await t.owner.message.findMany({ where: { template: { in: ['seatOffered', 'bidSealed'] } } })
    expect(told.length).toBeGreaterThan(0)
    for (const { values } of told) expect(JSON.stringify(values)).toContain('【演练 rehearsal】')
    must(await freezeAt(t, scoring, scoring.chair))
    await signAll(t, scoring)
    must(await noticeAt(t, scoring))
    const after = afterDeadline(call, 4 * 24 * 60)
    expect(await walk(after, callNo, call.id)).toEqual([])
    expect(await walk(after, callNo, call.id, stranger.owner)).toEqual([])
    expect(await readPublicResult(t.contextAt(after, bids[0]?.owner), callNo)).not.toBeNull()
    expect(await readPublicResult(t.contextAt(after, scoring.chair), callNo)).not.toBeNull()
    expect(await readOwnResult(t.contextAt(after, bids[0]?.owner), bids[0]?.bidId ?? '')).toMatchObject({ of: 2 })
    expect(await awardAt(t, scoring)).toMatchObject({
      refusal: { code: expect.stringMatching(/^rehearsal\./) as string },
    })
    must(
      await cancelCall(t.contextAt(after, bureau.approver), {
        callId: call.id,
        version: await versionOf(call.id),
        code: 'OTHER',
        reason: '演练结束',
      }),
    )
    expect(await walk(after, callNo, call.id)).toEqual([])
  })

  test('is marked in the draft alone, and PostgreSQL holds it', async () => {
    const { call, bureau } = await published()
    await expect(t.owner.$executeRaw`UPDATE call SET is_rehearsal = false WHERE id = ${call.id}::uuid`).rejects.toThrow(
      /rehearsal\.frozen/,
    )
    await expect(t.owner.callInvitee.deleteMany({ where: { callId: call.id } })).rejects.toThrow(/rehearsal\.frozen/)
    const draft = await draftedCall(t)
    const ctx = t.contextAt('2026-03-02T10:00:00+08:00', draft.bureau.officer)
    const mark = (isRehearsal: boolean, codes: string[], version: number) =>
      setRehearsal(ctx, { callId: draft.call.id, version, isRehearsal, codes })
    expect(await mark(true, ['52310112NONE'], draft.call.version)).toMatchObject({
      refusal: { code: 'rehearsal.no-organization' },
    })
    must(await mark(true, [], draft.call.version))
    must(await mark(false, [], draft.call.version + 1))
    // A real call again, under its own title.
    expect(await t.owner.call.findUniqueOrThrow({ where: { id: draft.call.id } })).toMatchObject({
      isRehearsal: false,
      title: '高龄独居老人居家照护服务',
    })
    expect(await mark(true, [], 1)).toMatchObject({ refusal: { code: 'stale' } })
    expect(bureau.body.id).not.toBe('')
  })
})

/** Reads behind public pages take calls from public_call, or name the rehearsal themselves. */
test('no public list, figure or search reads calls past the view', () => {
  const publicReads = [
    'app/services/home/home-page.server.ts',
    'app/services/award/queries/public-results.server.ts',
    'app/services/call/queries/public-calls.server.ts',
    'app/services/search/found-rows.server.ts',
    ...readdirSync('search/query').map((name) => path.join('search/query', name)),
  ]
  for (const file of publicReads) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\b(FROM|JOIN) call\b/)
  const guarded = [
    'app/services/call/queries/public-call.server.ts',
    'app/services/call/queries/sealed-list.server.ts',
    'app/services/opening/queries/opening-record.server.ts',
    'app/services/award/queries/public-result.server.ts',
    'app/services/bid/queries/bid-start.server.ts',
    'search/documents/call.ts',
  ]
  for (const file of guarded) expect(readFileSync(file, 'utf8'), file).toMatch(/isRehearsal|is_rehearsal/)
})

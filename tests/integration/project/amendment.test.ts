import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { refuseAmendment, signAmendment, withdrawAmendment } from '#app/services/amendment/answer-amendment.server.ts'
import { type AmendmentWish, draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { offerAmendment } from '#app/services/amendment/offer-amendment.server.ts'
import { saveReport } from '#app/services/project/save-report.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import {
  accepted,
  contractOf,
  linedBidders,
  milestoneAt,
  narrative,
  openReport,
  type ProjectStory,
  reportDay,
  reported,
  runningProject,
} from '#tests/support/scenes-project.ts'

const t = useDatabase()
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const day = '2026-05-10T10:00:00+08:00'
const as = (actor: Actor) => t.contextAt(day, actor)
const reason = '培训场次增加，物资由社区提供。'

const linesOf = async ({ projectId }: ProjectStory) =>
  (await t.owner.budgetLine.findMany({ where: { projectId }, orderBy: { position: 'asc' } })).map(
    ({ amountFen }) => amountFen,
  )
const amendmentOf = (id: string) => t.owner.amendment.findUniqueOrThrow({ where: { id } })

/** Moves so many fen from the first line to the second, over what the lines are now. */
async function shift(story: ProjectStory, fen: bigint): Promise<AmendmentWish> {
  const [first = 0n, second = 0n, third = 0n] = await linesOf(story)
  return {
    kind: 'BUDGET',
    amounts: new Map([
      [1, first - fen],
      [2, second + fen],
      [3, third],
    ]),
  }
}

async function draft(
  story: ProjectStory,
  wish: AmendmentWish,
  { actor = story.certifier, side = 'SUPPLIER' as const }: { actor?: Actor; side?: 'BUYER' | 'SUPPLIER' } = {},
) {
  const made = must(await draftAmendment(as(actor), { projectId: story.projectId, side, version: 0, reason, wish }))
  return amendmentOf(made.amendmentId)
}
const step = ({ id, version, contentSha256 }: { id: string; version: number; contentSha256: string }) => ({
  amendmentId: id,
  version,
  contentSha256,
})
async function offered(story: ProjectStory, wish: AmendmentWish) {
  const { id } = await draft(story, wish)
  must(await offerAmendment(as(story.certifier), step(await amendmentOf(id))))
  return amendmentOf(id)
}

describe('a budget change', () => {
  let story: ProjectStory
  let amount: bigint
  beforeAll(async () => {
    story = await runningProject(t, { bidders: linedBidders })
    amount = (await contractOf(t, story)).amountFen
  })
  const percent = (of: bigint) => (amount * of) / 100n

  test('of 4% is in force when it is filed; the body is told', async () => {
    const wish = await shift(story, percent(4n))
    const editor = { ...story.certifier, organizations: [{ ...story.certifier.organizations[0], role: 'EDITOR' }] }
    const { id } = await draft(story, wish, { actor: editor as Actor })
    // The same form posted again makes no second draft.
    expect((await draft(story, wish)).id).toBe(id)
    const made = await amendmentOf(id)
    expect(made).toMatchObject({ number: 1, authority: 'NOTICE', movedFen: percent(4n), state: 'DRAFT' })
    expect(await offerAmendment(as(editor as Actor), step(made))).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await offerAmendment(as(story.bureau.approver), step(made))).toMatchObject({
      refusal: { code: 'not-found' },
    })
    expect(await offerAmendment(as(story.certifier), { ...step(made), contentSha256: '0'.repeat(64) })).toMatchObject({
      refusal: { code: 'amendment.hash-mismatch' },
    })
    const before = await linesOf(story)
    expect(must(await offerAmendment(as(story.certifier), step(made)))).toMatchObject({ isInForce: true })
    expect(await offerAmendment(as(story.certifier), step(made))).toMatchObject({ refusal: { code: 'stale' } })
    const [first = 0n, second = 0n, third = 0n] = before
    expect(await linesOf(story)).toEqual([first - percent(4n), second + percent(4n), third])
    const letters = await t.owner.message.findMany({ where: { template: 'amendmentInForce' } })
    expect(letters.length).toBeGreaterThanOrEqual(2)
  })

  test('of 5% to the fen still is a notice, but what was shifted before counts; above it an official approves', async () => {
    // 4% have moved already since both sides signed.
    const exact = await draft(story, await shift(story, percent(1n)))
    expect(exact).toMatchObject({ number: 2, authority: 'NOTICE', movedFen: percent(5n) })
    must(await withdrawAmendment(as(story.certifier), { amendmentId: exact.id, version: exact.version }))
    const above = await offered(story, await shift(story, percent(1n) + 1n))
    expect(above).toMatchObject({ number: 2, authority: 'APPROVAL', state: 'OFFERED' })
    expect(await signAmendment(as(story.certifier), step(above))).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await signAmendment(as(story.finance), step(above))).toMatchObject({ refusal: { code: 'forbidden' } })
    const unchanged = await linesOf(story)
    must(
      await refuseAmendment(as(story.bureau.officer), {
        amendmentId: above.id,
        version: above.version,
        decisionReason: '培训场次没有依据。',
      }),
    )
    expect(await linesOf(story)).toEqual(unchanged)
  })

  test('of 8% an official approves; of 12% both sides sign, over one hash, in one chain', async () => {
    const eight = await offered(story, await shift(story, percent(4n)))
    expect(eight).toMatchObject({ number: 3, authority: 'APPROVAL', movedFen: percent(8n) })
    must(await signAmendment(as(story.bureau.officer), step(eight)))
    expect((await amendmentOf(eight.id)).invalidates).toEqual([
      { what: 'content', sha256: eight.previousSha256 },
      { what: 'budget', number: 1 },
    ])

    const twelve = await offered(story, await shift(story, percent(4n)))
    expect(twelve).toMatchObject({ number: 4, authority: 'CONTRACT', movedFen: percent(12n) })
    expect(await signAmendment(as(story.bureau.officer), step(twelve))).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    must(await signAmendment(as(story.bureau.approver), step(twelve)))

    // From here on shifts are measured against what both sides signed last.
    expect(await draft(story, await shift(story, percent(4n)))).toMatchObject({ authority: 'NOTICE' })

    const chain = await t.owner.amendment.findMany({
      where: { contractId: story.contractId, state: 'SIGNED' },
      orderBy: { number: 'asc' },
    })
    let before = (await contractOf(t, story)).contentSha256
    for (const { contentText, contentSha256, previousSha256 } of chain) {
      expect(previousSha256).toBe(before)
      expect(sha256(contentText)).toBe(contentSha256)
      expect(JSON.parse(contentText)).toMatchObject({ amendment: { previousSha256 } })
      before = contentSha256
    }
    expect(chain.map(({ number }) => number)).toEqual([1, 3, 4])
  })

  test('moves money and makes none', async () => {
    const [first = 0n, second = 0n, third = 0n] = await linesOf(story)
    const input = { projectId: story.projectId, side: 'SUPPLIER' as const, version: 0, reason }
    const wish = (...amounts: bigint[]): AmendmentWish => ({
      kind: 'BUDGET',
      amounts: new Map(amounts.map((amountFen, index) => [index + 1, amountFen])),
    })
    for (const [amounts, code] of [
      [[first, second, third + 1n], 'amendment.total-changed'],
      [[first, second, third], 'amendment.nothing-changed'],
    ] as const)
      expect(await draftAmendment(as(story.certifier), { ...input, wish: wish(...amounts) })).toMatchObject({
        refusal: { code },
      })
    expect(
      await draftAmendment(as(story.bureau.officer), { ...input, side: 'BUYER', wish: wish(first - 1n, second + 1n) }),
    ).toMatchObject({ refusal: { code: 'forbidden' } })
  })
})

describe('what the database refuses, whatever the code does', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t, { bidders: linedBidders })
  })

  test('a part of the contract that no amendment of this moment changes', async () => {
    await expect(
      t.owner.$executeRaw`UPDATE budget_line SET amount_fen = amount_fen WHERE project_id = ${story.projectId}::uuid`,
    ).rejects.toThrow(/refused:contract.offered/)
    await expect(
      t.owner.$executeRaw`UPDATE milestone SET due_on = due_on + 1 WHERE project_id = ${story.projectId}::uuid`,
    ).rejects.toThrow(/refused:contract.offered/)
  })

  test('less agreement than a shift takes', async () => {
    const { amountFen } = await contractOf(t, story)
    const made = await draft(story, await shift(story, amountFen / 10n))
    await expect(
      t.owner.$executeRaw`UPDATE amendment SET authority = 'NOTICE' WHERE id = ${made.id}::uuid`,
    ).rejects.toThrow(/refused:amendment.wrong-authority/)
    await expect(
      t.owner
        .$executeRaw`UPDATE amendment SET state = 'SIGNED', offered_at = now(), offered_by_id = drafted_by_id, settled_at = now(), settled_by_id = drafted_by_id WHERE id = ${made.id}::uuid`,
    ).rejects.toThrow(/amendment_two_sides|refused:amendment.wrong-authority/)
  })

  test('one person on both sides, and content in force that is not what was signed', async () => {
    const found = await t.owner.amendment.findFirstOrThrow({ where: { contractId: story.contractId } })
    must(await offerAmendment(as(story.certifier), step(found)))
    const { id } = await amendmentOf(found.id)
    await expect(
      t.owner
        .$executeRaw`UPDATE amendment SET state = 'SIGNED', settled_at = now(), settled_by_id = offered_by_id WHERE id = ${id}::uuid`,
    ).rejects.toThrow(/amendment_two_sides|refused:account.interested/)
    const approver = story.bureau.approver.accountId ?? ''
    await expect(
      t.owner
        .$executeRaw`UPDATE amendment SET state = 'SIGNED', settled_at = now(), settled_by_id = ${approver}::uuid WHERE id = ${id}::uuid`,
    ).rejects.toThrow(/refused:amendment.outdated/)
    await expect(t.owner.$executeRaw`UPDATE amendment SET reason = 'other' WHERE id = ${id}::uuid`).rejects.toThrow(
      /refused:amendment.offered/,
    )
  })
})

describe('a milestone change', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await runningProject(t, { bidders: linedBidders })
  })
  const later = async (position: number, over: Partial<{ dueOn: string; targets: number[] }> = {}) => {
    const { id, deliverable } = milestoneAt(story, position)
    const indicators = await t.owner.indicator.findMany({ where: { milestoneId: id }, orderBy: { position: 'asc' } })
    const { dueOn } = await t.owner.milestone.findUniqueOrThrow({ where: { id } })
    return {
      kind: 'MILESTONE' as const,
      wishes: [
        {
          position,
          deliverable,
          dueOn: dueOn.toISOString().slice(0, 10),
          targets: indicators.map(({ target }) => target),
          ...over,
        },
      ],
    }
  }

  test('is signed by both sides, and empties the figures of a report that was being written', async () => {
    const milestoneId = milestoneAt(story, 1).id
    const writer = t.contextAt(reportDay, story.certifier)
    must(await startReport(writer, { milestoneId }))
    const [indicator] = await t.owner.indicator.findMany({ where: { milestoneId } })
    const { version } = await openReport(t, milestoneId)
    const figures = [{ indicatorId: indicator?.id ?? '', actual: 100 }]
    must(await saveReport(writer, { milestoneId, version, narrative, figures }))

    const made = await offered(story, await later(1, { dueOn: '2026-07-31', targets: [200] }))
    expect(made).toMatchObject({ kind: 'MILESTONE', authority: 'CONTRACT', side: 'SUPPLIER' })
    must(await signAmendment(as(story.bureau.approver), step(made)))
    expect((await amendmentOf(made.id)).invalidates).toEqual([
      { what: 'content', sha256: made.previousSha256 },
      { what: 'draftReport', position: 1, number: 1 },
    ])
    const milestone = await t.owner.milestone.findUniqueOrThrow({
      where: { id: milestoneId },
      include: { indicators: true },
    })
    expect(milestone).toMatchObject({ dueOn: new Date('2026-07-31'), indicators: [{ target: 200 }] })
    const report = await t.owner.report.findFirstOrThrow({ where: { milestoneId }, include: { figures: true } })
    expect(report).toMatchObject({ narrative, figures: [] })
  })

  test('may be the buyer’s wish: the officer drafts, the approver offers, the certifier signs or says why not', async () => {
    const { officer, approver } = story.bureau
    const made = await draft(story, await later(2, { dueOn: '2026-10-31' }), { actor: officer, side: 'BUYER' })
    expect(await signAmendment(as(story.certifier), step(made))).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await offerAmendment(as(officer), step(made))).toMatchObject({ refusal: { code: 'forbidden' } })
    must(await offerAmendment(as(approver), step(made)))
    const sent = await amendmentOf(made.id)
    expect(await signAmendment(as(approver), step(sent))).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await signAmendment(as(story.winner.owner), step(sent))).toMatchObject({ refusal: { code: 'forbidden' } })
    must(await signAmendment(as(story.certifier), step(sent)))
    expect(await signAmendment(as(story.certifier), step(sent))).toMatchObject({ refusal: { code: 'stale' } })
  })

  test('leaves alone what is reported or accepted', async () => {
    const waiting = await offered(story, await later(2, { dueOn: '2026-11-15' }))
    await reported(t, story, 2)
    expect(await signAmendment(as(story.bureau.approver), step(waiting))).toMatchObject({
      refusal: { code: 'amendment.milestone-fixed' },
    })
    must(await withdrawAmendment(as(story.certifier), { amendmentId: waiting.id, version: waiting.version }))
    await accepted(t, story, 1)
    const input = { projectId: story.projectId, side: 'SUPPLIER' as const, version: 0, reason }
    expect(
      await draftAmendment(as(story.certifier), { ...input, wish: await later(1, { dueOn: '2026-12-01' }) }),
    ).toMatchObject({ refusal: { code: 'amendment.milestone-fixed' } })
    expect(
      await draftAmendment(as(story.certifier), { ...input, wish: await later(3, { dueOn: '2026-05-01' }) }),
    ).toMatchObject({ refusal: { code: 'amendment.day-past' } })
  })

  test('one is offered at a time, and a draft over what is no longer in force is written anew', async () => {
    const own = await draft(story, await later(3, { dueOn: '2026-12-20' }))
    const theirs = await draft(story, await later(3, { dueOn: '2026-12-24' }), {
      actor: story.bureau.officer,
      side: 'BUYER',
    })
    must(await offerAmendment(as(story.certifier), step(own)))
    expect(await offerAmendment(as(story.bureau.approver), step(theirs))).toMatchObject({
      refusal: { code: 'amendment.outdated' },
    })
    await expect(
      t.owner
        .$executeRaw`UPDATE amendment SET state = 'OFFERED', offered_at = now(), offered_by_id = drafted_by_id WHERE id = ${theirs.id}::uuid`,
    ).rejects.toThrow(/refused:amendment.one-at-a-time/)
    must(await signAmendment(as(story.bureau.approver), step(await amendmentOf(own.id))))
    expect(await offerAmendment(as(story.bureau.approver), step(theirs))).toMatchObject({
      refusal: { code: 'amendment.outdated' },
    })
    must(
      await draftAmendment(as(story.bureau.officer), {
        projectId: story.projectId,
        side: 'BUYER',
        version: theirs.version,
        reason,
        wish: await later(3, { dueOn: '2026-12-24' }),
      }),
    )
    must(await offerAmendment(as(story.bureau.approver), step(await amendmentOf(theirs.id))))
  })
})

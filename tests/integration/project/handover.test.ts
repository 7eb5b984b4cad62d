import { describe, expect, test } from 'vitest'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { addDays, dayOf, toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { decideHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import {
  answerHandover,
  askReserve,
  noticeHandover,
  withdrawHandover,
} from '#app/services/award/handover/ask-reserve.server.ts'
import { readHandoverOffer, readHandoverPage } from '#app/services/award/handover/queries/handover-page.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import { awardAt } from '#tests/support/scenes-panel.ts'
import {
  accepted,
  contractDay,
  linedBidders,
  type ProjectStory,
  release,
  runningProject,
} from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const day = '2026-07-10T10:00:00+08:00'
const at = (actor: Actor, when = day) => t.contextAt(when, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const breaches = () => t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`
const handoverOf = (id: string) => t.owner.handover.findUniqueOrThrow({ where: { id } })
const versionOf = async (id: string) => ({ handoverId: id, version: (await handoverOf(id)).version })

async function endedEarly({
  isPerformed = true,
  code = 'WITHDRAWAL',
  when = day,
}: { isPerformed?: boolean; code?: 'WITHDRAWAL' | 'FUNDING'; when?: string } = {}): Promise<ProjectStory> {
  const story = await runningProject(t, { bidders: linedBidders })
  if (isPerformed) {
    await accepted(t, story, 1)
    must(await release(t, story, 1))
  }
  const { projectId, bureau } = story
  const { version } = await t.owner.project.findUniqueOrThrow({ where: { id: projectId } })
  const what = { kind: 'TERMINATION', code } as const
  const halt = must(
    await proposeHalt(at(bureau.officer, when), { projectId, version, reason: '承接主体退出项目。', what }),
  )
  must(await decideHalt(at(bureau.approver, when), { haltId: halt.haltId, version: 1 }))
  return story
}

const reserves = ({ bids, winner }: ProjectStory) => bids.filter(({ bidId }) => bidId !== winner.bidId)
const restOf = async ({ projectId }: ProjectStory) =>
  (await t.owner.halt.findFirstOrThrow({ where: { projectId, kind: 'TERMINATION' } })).returnedFen

async function asked(story: ProjectStory, over: { amount?: bigint; when?: string } = {}) {
  const when = over.when ?? day
  const page = await readHandoverPage(at(story.bureau.approver, when), story.projectId)
  const startsOn = addDays(dayOf(new Date(when)), 30)
  return askReserve(at(story.bureau.approver, when), {
    projectId: story.projectId,
    amount: toFen(over.amount ?? BigInt(page?.next?.mostFen ?? '1')),
    startsOn,
    endsOn: addDays(startsOn, 300),
    days: (page?.next?.left ?? []).map((_, index) => addDays(startsOn, 60 * (index + 1))),
    reason: '原承接主体退出，剩余服务由下一名接续。',
  })
}

describe('in government procurement', () => {
  test('only a contract of which nothing was performed is handed over', async () => {
    const story = await endedEarly()
    expect(await readHandoverPage(at(story.bureau.approver), story.projectId)).toMatchObject({
      next: null,
      whyNot: 'performed',
    })
    expect(await asked(story)).toMatchObject({ ok: false })
  })
  test('and only within its term', async () => {
    const story = await endedEarly({ isPerformed: false, when: '2026-06-05T10:00:00+08:00' })
    const page = await readHandoverPage(at(story.bureau.approver, '2026-06-05T10:00:00+08:00'), story.projectId)
    expect(page?.rule).toMatchObject({ unperformedOnly: true, isConfirmed: false })
    const late = `${addDays(toDay(page?.rule?.endsOn ?? ''), 1)}T10:00:00+08:00`
    expect(await readHandoverPage(at(story.bureau.approver, late), story.projectId)).toMatchObject({ whyNot: 'late' })
    const ctx = at(story.bureau.approver, late)
    expect(
      await askReserve(ctx, {
        projectId: story.projectId,
        amount: toFen(100n),
        startsOn: toDay('2027-01-01'),
        endsOn: toDay('2027-12-01'),
        days: story.milestones.map(() => toDay('2027-02-01')),
        reason: '原承接主体退出，剩余服务由下一名接续。',
      }),
    ).toMatchObject(refused('handover.too-late'))
  })
  test('and not where the money is gone', async () => {
    const story = await endedEarly({ isPerformed: false, code: 'FUNDING', when: '2026-05-05T10:00:00+08:00' })
    expect(
      await readHandoverPage(at(story.bureau.approver, '2026-05-05T10:00:00+08:00'), story.projectId),
    ).toMatchObject({
      whyNot: 'funding',
    })
  })
})

const unperformed = () => endedEarly({ isPerformed: false, when: contractDay })
const askDay = '2026-04-02T10:00:00+08:00'

test('the reserve is asked first; it declines, the next accepts, and goes on with the rest', async () => {
  const story = await unperformed()
  const { bureau, projectId, projectNo, call } = story
  const rest = await restOf(story)
  expect(
    await askReserve(at(bureau.officer, askDay), {
      projectId,
      amount: toFen(1n),
      startsOn: toDay('2026-05-01'),
      endsOn: toDay('2027-01-01'),
      days: [],
      reason: '原承接主体退出，由下一名接续。',
    }),
  ).toMatchObject(refused('forbidden'))
  expect(await asked(story, { amount: rest + 1n, when: askDay })).toMatchObject(refused('handover.above-most'))
  const first = must(await asked(story, { when: askDay })).handoverId
  expect(await asked(story, { when: askDay })).toMatchObject(refused('handover.one-at-a-time'))
  const { bidId } = await handoverOf(first)
  const [one] = reserves(story).filter((bid) => bid.bidId === bidId)
  const [two] = reserves(story).filter((bid) => bid.bidId !== bidId)
  if (one === undefined || two === undefined) throw new Error('two reserves')
  expect(await readHandoverOffer(at(two.certifier, askDay), first)).toBeNull()
  expect(await readHandoverOffer(at(one.certifier, askDay), first)).toMatchObject({
    may: { accept: true, decline: true },
  })
  const answer = { accepts: false, answer: '人员已安排到其他项目。' }
  expect(await answerHandover(at(two.certifier, askDay), { ...(await versionOf(first)), ...answer })).toMatchObject(
    refused('not-found'),
  )
  must(await answerHandover(at(one.certifier, askDay), { ...(await versionOf(first)), ...answer }))
  expect(
    await answerHandover(at(one.certifier, askDay), { ...(await versionOf(first)), accepts: true, answer: '' }),
  ).toMatchObject(refused('handover.wrong-state'))

  const second = must(await asked(story, { when: askDay })).handoverId
  expect((await handoverOf(second)).bidId).toBe(two.bidId)
  expect(await noticeHandover(at(bureau.approver, askDay), await versionOf(second))).toMatchObject(
    refused('handover.wrong-state'),
  )
  must(await answerHandover(at(two.certifier, askDay), { ...(await versionOf(second)), accepts: true, answer: '' }))
  must(await noticeHandover(at(bureau.approver, askDay), await versionOf(second)))
  expect(await withdrawHandover(at(bureau.approver, askDay), await versionOf(second))).toMatchObject(
    refused('handover.noticed'),
  )
  const [award] = must(await awardAt(t, story, '2026-04-20T10:00:00+08:00')).awards
  if (award === undefined) throw new Error('an award')

  const { amountFen } = await handoverOf(second)
  expect(await handoverOf(second)).toMatchObject({ state: 'DONE', awardId: award.awardId })
  const project = await t.owner.project.findUniqueOrThrow({
    where: { id: award.projectId },
    include: { milestones: true },
  })
  expect(project).toMatchObject({ amountFen, organizationId: two.organization.id })
  expect(project.milestones.length).toBeGreaterThan(0)
  const old = await t.owner.award.findUniqueOrThrow({ where: { id: story.awardId } })
  expect(old.handedOnAt).not.toBeNull()
  const committed = await t.owner.ledgerAccount.findUniqueOrThrow({ where: { code: accountCode.award(award.awardId) } })
  expect(committed.postedCredit - committed.postedDebit).toBe(amountFen)
  expect(await breaches()).toEqual([])

  // It runs as any other, and both public pages name each other.
  const contract = await t.owner.contract.findUniqueOrThrow({ where: { id: award.contractId } })
  must(
    await offerContract(at(bureau.approver, '2026-04-21T10:00:00+08:00'), {
      projectId: award.projectId,
      version: contract.version,
    }),
  )
  const offered = await t.owner.contract.findUniqueOrThrow({ where: { id: award.contractId } })
  must(
    await signContract(at(two.certifier, '2026-04-21T10:00:00+08:00'), {
      projectId: award.projectId,
      version: offered.version,
      contentSha256: offered.contentSha256 ?? '',
    }),
  )
  expect(await readPublicProject(at(two.certifier), projectNo)).toMatchObject({
    continuedBy: award.projectNo,
    continues: null,
  })
  expect(await readPublicProject(at(two.certifier), award.projectNo)).toMatchObject({
    continues: projectNo,
    continuedBy: null,
  })
  // One award stands, whatever the code does.
  await expect(
    t.owner.$executeRaw`UPDATE award SET handed_on_at = NULL WHERE id = ${story.awardId}::uuid`,
  ).rejects.toThrow(/append-only/)
  expect(await t.owner.award.count({ where: { callId: call.id, revokedAt: null, handedOnAt: null } })).toBe(1)
})

test('a venture’s rest may be handed over although something was accepted', async () => {
  const story = await endedEarly({ when: '2026-07-10T10:00:00+08:00' })
  await t.owner.$executeRaw`ALTER TABLE call DISABLE TRIGGER USER`
  await t.owner
    .$executeRaw`UPDATE call SET regime = 'VENTURE', method = 'VENTURE_CALL' WHERE id = ${story.call.id}::uuid`
  await t.owner.$executeRaw`ALTER TABLE call ENABLE TRIGGER USER`
  const { handoverId } = must(await asked(story))
  const handover = await handoverOf(handoverId)
  expect(handover.amountFen).toBeLessThanOrEqual(await restOf(story))
  // What is left is what was not accepted: the first milestone is not among it.
  expect(handover.plan).toHaveLength(story.milestones.length - 1)
  must(await withdrawHandover(at(story.bureau.approver), await versionOf(handoverId)))
  expect((await handoverOf(handoverId)).state).toBe('WITHDRAWN')
})

test('whoever does not answer in time is no longer asked', async () => {
  const story = await unperformed()
  const first = must(await asked(story, { when: askDay })).handoverId
  const { bidId, answerBy } = await handoverOf(first)
  const late = `${addDays(toDay(answerBy.toISOString().slice(0, 10)), 1)}T10:00:00+08:00`
  const silent = reserves(story).find((bid) => bid.bidId === bidId)
  if (silent === undefined) throw new Error('a reserve')
  expect(
    await answerHandover(at(silent.certifier, late), { ...(await versionOf(first)), accepts: true, answer: '' }),
  ).toMatchObject(refused('handover.answer-late'))
  const second = must(await asked(story, { when: late })).handoverId
  expect((await handoverOf(first)).state).toBe('LAPSED')
  expect((await handoverOf(second)).bidId).not.toBe(bidId)
})

import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { contractContent } from '#app/domain/project/contract-content.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { type Fen, toFen } from '#app/domain/shared/money.ts'
import { decideHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import { signAmendment } from '#app/services/amendment/answer-amendment.server.ts'
import { draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { offerAmendment } from '#app/services/amendment/offer-amendment.server.ts'
import { readAmendmentPage } from '#app/services/amendment/queries/amendment-page.server.ts'
import { readSupplementDraft } from '#app/services/amendment/queries/supplement-draft.server.ts'
import { acceptPart } from '#app/services/project/accept-report.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'
import {
  acceptDay,
  accepted,
  linedBidders,
  type ProjectStory,
  release,
  reported,
  runningProject,
} from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const day = '2026-05-10T10:00:00+08:00'
const as = (actor: Actor) => t.contextAt(day, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const reason = '辖区新增高龄独居老人，同类服务需要增加。'
const breaches = () => t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`
const amendmentOf = (id: string) => t.owner.amendment.findUniqueOrThrow({ where: { id } })
const step = ({ id, version, contentSha256 }: { id: string; version: number; contentSha256: string }) => ({
  amendmentId: id,
  version,
  contentSha256,
})

const wish = (amount: Fen, lineAmount = amount) => ({
  kind: 'SUPPLEMENT' as const,
  milestones: [
    {
      title: '追加上门服务',
      deliverable: '新增老人的服务记录',
      dueOn: '2026-11-20',
      amount,
      indicator: '走访',
      unit: '户',
      target: 20,
    },
  ],
  lines: [{ item: '追加照护人员', basis: '20 户', amount: lineAmount }],
})
const drafted = (story: ProjectStory, amount: bigint, actor = story.bureau.officer) =>
  draftAmendment(as(actor), {
    projectId: story.projectId,
    side: 'BUYER',
    version: 0,
    reason,
    wish: wish(toFen(amount)),
  })
async function offered(story: ProjectStory, amount: bigint) {
  const { amendmentId } = must(await drafted(story, amount))
  must(await offerAmendment(as(story.bureau.approver), step(await amendmentOf(amendmentId))))
  return amendmentOf(amendmentId)
}
const signed = async (story: ProjectStory, amount: bigint) => {
  const amendment = await offered(story, amount)
  must(await signAmendment(as(story.certifier), step(amendment)))
  return amendment
}

describe('a supplement', () => {
  let story: ProjectStory
  let limit: bigint
  beforeAll(async () => {
    story = await runningProject(t, { bidders: linedBidders })
    limit = (await t.owner.contract.findUniqueOrThrow({ where: { id: story.contractId } })).amountFen / 10n
  })

  test('is the buyer’s to propose, with lines that make its sum, up to a tenth', async () => {
    for (const actor of [story.certifier, story.finance, story.supervisor])
      expect(await drafted(story, 100n, actor)).toMatchObject(refused('forbidden'))
    expect(await drafted(story, limit + 1n)).toMatchObject(refused('amendment.supplement-above'))
    const input = { projectId: story.projectId, side: 'BUYER' as const, version: 0, reason }
    expect(
      await draftAmendment(as(story.bureau.officer), { ...input, wish: wish(toFen(100n), toFen(99n)) }),
    ).toMatchObject(refused('amendment.supplement-lines'))
    expect((await readProjectPage(as(story.bureau.officer), { projectId: story.projectId }))?.may.supplement).toBe(true)
    expect((await readProjectPage(as(story.certifier), { projectId: story.projectId }))?.may.supplement).toBe(false)
    expect(await readSupplementDraft(as(story.bureau.officer), story.projectId)).toMatchObject({
      hasLines: true,
      supplement: { leftFen: limit.toString(), addedFen: '0', limitBps: 1000 },
    })
  })

  test('adds milestone, line and money once both sides have signed, and every rule of the books holds', async () => {
    const amount = limit - 1_000n
    const before = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    const amendment = await offered(story, amount)
    expect(await breaches()).toEqual([])
    must(await signAmendment(as(story.certifier), step(amendment)))
    expect(await signAmendment(as(story.certifier), step(amendment))).toMatchObject(refused('stale'))

    const project = await t.owner.project.findUniqueOrThrow({
      where: { id: story.projectId },
      include: { milestones: { include: { tranche: true, indicators: true } }, budgetLines: true },
    })
    // What was decided in the call stays what it was.
    expect(project.amountFen).toBe(before.amountFen)
    const sum = project.milestones.reduce((total, { tranche }) => total + (tranche?.amountFen ?? 0n), 0n)
    expect(sum).toBe(before.amountFen + amount)
    expect(project.budgetLines.reduce((total, { amountFen }) => total + amountFen, 0n)).toBe(sum)
    expect(project.milestones.at(-1)?.indicators).toMatchObject([{ name: '走访', target: 20 }])
    expect(await breaches()).toEqual([])

    // What is in force is what was signed, in the newest form, and it says the sum.
    const { contentText, contentSha256 } = await amendmentOf(amendment.id)
    expect(createHash('sha256').update(contentText, 'utf8').digest('hex')).toBe(contentSha256)
    expect(contractContent.parse(JSON.parse(contentText))).toMatchObject({
      schema: 'commonweal.contract/4',
      amountFen: sum.toString(),
      amendment: { kind: 'SUPPLEMENT' },
    })
    expect(await readPublicProject(as(story.certifier), story.projectNo)).toMatchObject({
      amountFen: before.amountFen.toString(),
      addedFen: amount.toString(),
      amendments: [{ kind: 'SUPPLEMENT' }],
    })
    expect(await readAmendmentPage(as(story.certifier), amendment.id)).toMatchObject({
      supplement: { addedFen: amount.toString(), leftFen: '1000' },
    })
  })

  test('counts with those before it: only the last fen is left, whatever the code does', async () => {
    expect(await drafted(story, 1_001n)).toMatchObject(refused('amendment.supplement-above'))
    const last = await signed(story, 1_000n)
    expect(await drafted(story, 1n)).toMatchObject(refused('amendment.supplement-above'))
    await expect(
      t.app.awardSupplement.create({
        data: { amendmentId: last.id, awardId: story.awardId, amountFen: 1n, entryId: story.awardId },
      }),
    ).rejects.toThrow()
    expect(await breaches()).toEqual([])
  })

  test('is worked off, paid and ended as any other part', async () => {
    const all = await t.owner.milestone.findMany({
      where: { projectId: story.projectId },
      orderBy: { position: 'asc' },
    })
    const whole = { ...story, milestones: all }
    const added = all.at(-2)
    await accepted(t, whole, added?.position ?? 0)
    must(await release(t, whole, added?.position ?? 0))
    expect(await breaches()).toEqual([])
    const { version } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    const later = (actor: Actor) => t.contextAt('2026-07-01T10:00:00+08:00', actor)
    const what = { kind: 'TERMINATION', code: 'MUTUAL' } as const
    const { haltId } = must(
      await proposeHalt(later(story.bureau.officer), { projectId: story.projectId, version, reason, what }),
    )
    must(await decideHalt(later(story.bureau.approver), { haltId, version: 1 }))
    expect(await breaches()).toEqual([])
  })
})

test('is written anew where its place was taken since: by the rest of a milestone accepted in part', async () => {
  const story = await runningProject(t, { bidders: linedBidders })
  const amendment = await offered(story, 1_000n)
  const { milestoneId, version } = await reported(t, story)
  const rest = { supplementDueOn: toDay('2026-08-20') }
  const part = { milestoneId, version, part: { bps: 5_000 }, rest, reason: '第二项材料需要补充。' } as const
  must(await acceptPart(t.contextAt(acceptDay, story.bureau.officer), part))
  expect(await signAmendment(t.contextAt(acceptDay, story.certifier), step(amendment))).toMatchObject(
    refused('amendment.outdated'),
  )
  expect(await breaches()).toEqual([])
})

test('needs money in the fund', async () => {
  const story = await runningProject(t, { bidders: linedBidders })
  const amendment = await offered(story, 1_000n)
  const code = `fund:${story.bureau.fund.id}:available`
  const account = await t.owner.ledgerAccount.findUniqueOrThrow({ where: { code } })
  const left = account.postedCredit - account.postedDebit
  await t.owner.$queryRaw`SELECT ledger_open_account(${`gov:${story.bureau.body.id}:appropriation`})::text`
  await t.owner.$queryRaw`
    SELECT ledger_post(uuidv7(), 'spent', 'reallocate', 'posted', '2026-05-09', ${JSON.stringify([
      { account: code, amount: left.toString() },
      { account: `call:${story.call.id}:budget`, amount: (-left).toString() },
    ])}::jsonb, NULL, NULL, NULL, '')::text`
  expect(await signAmendment(as(story.certifier), step(amendment))).toMatchObject(refused('amendment.fund-short'))
})

test('is not there where no rule knows it: venture grants', async () => {
  const story = await runningProject(t, { bidders: linedBidders })
  expect(await t.owner.supplementRule.count({ where: { regime: 'VENTURE' } })).toBe(0)
  await t.owner.$executeRaw`ALTER TABLE supplement_rule DISABLE TRIGGER USER`
  await t.owner.supplementRule.deleteMany()
  expect(await drafted(story, 100n)).toMatchObject(refused('amendment.no-supplement'))
  expect(await readSupplementDraft(as(story.bureau.officer), story.projectId)).toBeNull()
})

import { beforeAll, expect, test } from 'vitest'
import { linesOf } from '#app/domain/amendment/changes.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { contractTerms } from '#app/http/contract-terms.ts'
import { signAmendment } from '#app/services/amendment/answer-amendment.server.ts'
import { type AmendmentWish, draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { offerAmendment } from '#app/services/amendment/offer-amendment.server.ts'
import { readInForce } from '#app/services/amendment/store.server.ts'
import { makeAwards } from '#app/services/award/make-awards.server.ts'
import { orderClawback, proposeClawback } from '#app/services/clawback/order-clawback.server.ts'
import { receiveClawback, writeOffClawback } from '#app/services/clawback/settle-clawback.server.ts'
import { decideHalt } from '#app/services/halt/decide-halt.server.ts'
import { proposeHalt } from '#app/services/halt/propose-halt.server.ts'
import { answerHandover, askReserve, noticeHandover } from '#app/services/award/handover/ask-reserve.server.ts'
import { readHandoverPage } from '#app/services/award/handover/queries/handover-page.server.ts'
import { acceptPart, acceptReport } from '#app/services/project/accept-report.server.ts'
import { decideOwed } from '#app/services/project/decide-owed.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { rejectReport, settleRejection } from '#app/services/project/reject-report.server.ts'
import { returnReport } from '#app/services/project/return-report.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { startReport } from '#app/services/project/start-report.server.ts'
import { submitReport } from '#app/services/project/submit-report.server.ts'
import { chanceOf } from '#tests/support/chance.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBureau, makeFinance } from '#tests/support/scenes.ts'
import { linedBidders, narrative, type ProjectStory, runningProject } from '#tests/support/scenes-project.ts'

// The life of contracts at random through the services themselves: reports, acceptance in whole and in part, budget changes, supplements,
// payments by two finance officers at once, claw-backs, early ends, verdicts, hand-overs, and everything twice. Whatever is tried, in
// whatever order, every rule of the books holds after each batch. CONTRACT_OPERATIONS makes it longer.
const operations = Number(process.env['CONTRACT_OPERATIONS'] ?? '600')
const batch = 40
const atOnce = 3
const seed = Number(process.env['LEDGER_SEED'] ?? '20261122')

const t = useDatabase()
const { chance, oneOf } = chanceOf(seed)

const now = '2026-06-01T10:00:00+08:00'
const at = (actor: Actor, when = now) => t.contextAt(when, actor)
const today = dayOf(new Date(now))
const inDays = (days: number) => addDays(today, days)

type People = { story: ProjectStory; finance2: Actor }
/** By call: everybody of a call works on whatever project came of it. */
const people = new Map<string, People>()

beforeAll(async () => {
  const sources = [
    [{ source: 'FISCAL', weight: 10_000 }],
    [
      { source: 'CITY', weight: 6_667 },
      { source: 'TOWN', weight: 3_333 },
    ],
  ] as const
  // Contracts come to their end: for every six hundred operations there are three new ones.
  const sets = Math.max(1, Math.round(operations / 600))
  for (const [place, each] of Array.from({ length: sets }, () => [...sources, sources[0]])
    .flat()
    .entries()) {
    const index = place % 3
    const bureau = await makeBureau(t, { sources: [...each] })
    const story = await runningProject(t, { bidders: linedBidders, bureau })
    // A venture's rest may be handed over although something was accepted.
    if (index === 2) {
      await t.owner.$executeRaw`ALTER TABLE call DISABLE TRIGGER USER`
      await t.owner
        .$executeRaw`UPDATE call SET regime = 'VENTURE', method = 'VENTURE_CALL' WHERE id = ${story.call.id}::uuid`
      await t.owner.$executeRaw`ALTER TABLE call ENABLE TRIGGER USER`
    }
    people.set(story.call.id, { story, finance2: await makeFinance(t, bureau.body, '财务乙') })
  }
}, 1_800_000)

/** A project with everybody of it; the certifier is that of whoever carries it out now. */
async function anyProject() {
  const project = oneOf(await t.owner.project.findMany({ orderBy: { id: 'asc' } }))
  const known = project === undefined ? undefined : people.get(project.callId)
  if (project === undefined || known === undefined) return undefined
  const { story, finance2 } = known
  const certifier = story.bids.find(({ organization }) => organization.id === project.organizationId)?.certifier
  if (certifier === undefined) return undefined
  return { project, story, finance2, certifier, ...story.bureau }
}
type Found = NonNullable<Awaited<ReturnType<typeof anyProject>>>
type Operation = (found: Found) => Promise<Outcome | undefined>

const anyMilestone = async ({ project }: Found, ...states: ('PLANNED' | 'RETURNED' | 'REPORTED' | 'REJECTED')[]) =>
  oneOf(
    await t.owner.milestone.findMany({
      where: { projectId: project.id, state: { in: states } },
      orderBy: { position: 'asc' },
      include: { indicators: true, reports: { where: { state: { in: ['DRAFT', 'SUBMITTED'] } } } },
    }),
  )
const anyTranche = async ({ project }: Found, ...states: ('CLAIMABLE' | 'RELEASED')[]) =>
  oneOf(
    await t.owner.tranche.findMany({ where: { projectId: project.id, state: { in: states } }, orderBy: { id: 'asc' } }),
  )

const report: Operation = async (found) => {
  const milestone = await anyMilestone(found, 'PLANNED', 'RETURNED')
  if (milestone === undefined) return undefined
  const ctx = at(found.certifier)
  const started = await startReport(ctx, { milestoneId: milestone.id })
  const draft = await t.owner.report.findFirst({ where: { milestoneId: milestone.id, state: 'DRAFT' } })
  if (draft === null) return started
  const figures = milestone.indicators.map(({ id, target }) => ({ indicatorId: id, actual: target }))
  return submitReport(ctx, { milestoneId: milestone.id, version: draft.version, narrative, figures })
}

const review: Operation = async (found) => {
  const milestone = await anyMilestone(found, 'REPORTED')
  const submitted = milestone?.reports[0]
  if (milestone === undefined || submitted === undefined) return undefined
  const step = { milestoneId: milestone.id, version: submitted.version }
  const ctx = at(found.officer)
  switch (chance(8)) {
    case 0:
      return returnReport(ctx, { ...step, reason: '随机操作：请补充材料' })
    case 1:
      return rejectReport(ctx, { ...step, reason: '随机操作：与约定不符' })
    case 2:
    case 3:
      return acceptPart(ctx, {
        ...step,
        part: { bps: 1 + chance(9_999) },
        rest: chance(2) === 0 ? 'cancel' : { supplementDueOn: inDays(60) },
        reason: '随机操作：部分达成',
      })
    case 4: {
      // Accepted twice at once, and by somebody who may not.
      const [first] = await Promise.all([
        acceptReport(ctx, { ...step, note: '' }),
        acceptReport(ctx, { ...step, note: '' }),
        acceptReport(at(found.certifier), { ...step, note: '' }),
      ])
      return first
    }
    default:
      return acceptReport(ctx, { ...step, note: '随机操作：通过' })
  }
}

const settle: Operation = async (found) => {
  const milestone = await anyMilestone(found, 'REJECTED')
  if (milestone === undefined) return undefined
  return settleRejection(at(found.officer, '2026-06-25T10:00:00+08:00'), { milestoneId: milestone.id })
}

/** Two finance officers at once: one of them pays, the other is told. */
const release: Operation = async (found) => {
  const tranche = await anyTranche(found, 'CLAIMABLE', 'CLAIMABLE', 'RELEASED')
  if (tranche === undefined) return undefined
  const shares = await t.owner.fundShare.count({ where: { fundId: found.story.bureau.fund.id } })
  const before = tranche.state
  const paymentRefs = Array.from({ length: shares }, (_, index) => `ZF-${tranche.id}-${index}`)
  const outcomes = await Promise.all(
    [found.story.finance, found.finance2].map((actor) =>
      releaseTranche(at(actor), { trancheId: tranche.id, paymentRefs }),
    ),
  )
  const paid = outcomes.filter(({ ok }) => ok).length
  expect(paid).toBeLessThanOrEqual(before === 'CLAIMABLE' ? 1 : 0)
  return outcomes.find(({ ok }) => ok) ?? outcomes[0]
}

async function amend(found: Found, side: 'BUYER' | 'SUPPLIER', wish: AmendmentWish): Promise<Outcome> {
  const { project, officer, approver, certifier } = found
  const [writer, signer, other] = side === 'BUYER' ? [officer, approver, certifier] : [certifier, certifier, approver]
  const drafted = await draftAmendment(at(writer), {
    projectId: project.id,
    side,
    version: 0,
    reason: '随机操作的理由',
    wish,
  })
  if (!drafted.ok) return drafted
  const stepOf = async () => {
    const { id, version, contentSha256 } = await t.owner.amendment.findUniqueOrThrow({
      where: { id: drafted.amendmentId },
    })
    return { amendmentId: id, version, contentSha256 }
  }
  const offered = await offerAmendment(at(signer), await stepOf())
  if (!offered.ok || offered.isInForce) return offered
  const step = await stepOf()
  // Signed twice at once: it is in force once.
  const [first, second] = await Promise.all([signAmendment(at(other), step), signAmendment(at(other), step)])
  expect([first, second].filter(({ ok }) => ok).length).toBeLessThanOrEqual(1)
  return first.ok ? first : second
}

const shift: Operation = async (found) => {
  const inForce = await readInForce(t.owner, found.project.contractId)
  const lines = inForce === null ? [] : linesOf(inForce.content)
  const [from, to] = [oneOf(lines), oneOf(lines)]
  if (from === undefined || to === undefined) return undefined
  const moved = BigInt(chance(Number(BigInt(from.amountFen)) + 1))
  const amounts = new Map(lines.map(({ position, amountFen }) => [position, BigInt(amountFen)]))
  amounts.set(from.position, (amounts.get(from.position) ?? 0n) - moved)
  amounts.set(to.position, (amounts.get(to.position) ?? 0n) + moved)
  return amend(found, 'SUPPLIER', { kind: 'BUDGET', amounts })
}

/** Mostly small, now and then more than the law leaves. */
const supplement: Operation = async (found) => {
  const amount = toFen(BigInt(1 + chance(chance(6) === 0 ? 9_000_000 : 400_000)))
  return amend(found, 'BUYER', {
    kind: 'SUPPLEMENT',
    milestones: [
      { title: '追加服务', deliverable: '服务记录', dueOn: inDays(90), amount, indicator: '', unit: '', target: 0 },
    ],
    lines: [{ item: '追加人员', basis: '', amount }],
  })
}

let references = 0
const clawback: Operation = async ({ project, officer, approver, story }) => {
  const rows = await t.owner.clawback.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  const row = oneOf(rows.filter(({ state }) => state === 'PROPOSED' || state === 'ORDERED'))
  const amount = toFen(BigInt(1 + chance(3_000_000)))
  if (row === undefined)
    return proposeClawback(at(officer), {
      projectId: project.id,
      ground: 'DISALLOWED',
      amount,
      dueOn: inDays(60),
      reason: '随机操作的理由',
    })
  const step = { clawbackId: row.id, version: row.version }
  if (row.state === 'PROPOSED') return orderClawback(at(approver), step)
  references += chance(4) === 0 ? 0 : 1
  return chance(3) === 0
    ? writeOffClawback(at(approver), { ...step, amount, reason: '随机操作：核销' })
    : receiveClawback(at(story.finance), { ...step, amount, receivedOn: today, reference: `B-${references}` })
}

const terminate: Operation = async ({ project, officer, approver }) => {
  if (project.state !== 'ACTIVE' || chance(2) > 0) return undefined
  const code = oneOf(['MUTUAL', 'BREACH', 'WITHDRAWAL', 'BREACH', 'FUNDING'] as const) ?? 'MUTUAL'
  const what = { kind: 'TERMINATION', code } as const
  const proposed = await proposeHalt(at(officer), {
    projectId: project.id,
    version: project.version,
    reason: '随机操作：终止',
    what,
  })
  if (!proposed.ok) return proposed
  const { version } = await t.owner.halt.findUniqueOrThrow({ where: { id: proposed.haltId } })
  const step = { haltId: proposed.haltId, version }
  const [first, second] = await Promise.all([decideHalt(at(approver), step), decideHalt(at(approver), step)])
  return first.ok ? first : second
}

const verdict: Operation = async (found) => {
  const tranche = await anyTranche(found, 'CLAIMABLE')
  if (tranche === undefined) return undefined
  const isOwed = chance(2) === 0
  return decideOwed(at(found.approver), { trancheId: tranche.id, isOwed, reason: '随机操作：依据已验收的成果' })
}

const ask: Operation = async ({ project, approver }) => {
  const page = await readHandoverPage(at(approver), project.id)
  if (page?.next == null) return undefined
  const most = BigInt(page.next.mostFen)
  return askReserve(at(approver), {
    projectId: project.id,
    amount: chance(3) === 0 ? toFen(most / 2n) : toFen(most),
    startsOn: inDays(30),
    endsOn: inDays(300),
    days: page.next.left.map((_, index) => inDays(60 + index)),
    reason: '随机操作：由下一名接续剩余部分',
  })
}

const handOver: Operation = async ({ project, approver, story }) => {
  const open = await t.owner.handover.findFirst({
    where: { projectId: project.id, state: { in: ['ASKED', 'ACCEPTED'] } },
  })
  if (open === null) return undefined
  const step = { handoverId: open.id, version: open.version }
  if (open.state === 'ASKED') {
    const certifier = story.bids.find(({ bidId }) => bidId === open.bidId)?.certifier ?? approver
    return answerHandover(at(certifier), { ...step, accepts: chance(4) > 0, answer: '随机操作的答复' })
  }
  const noticed = await noticeHandover(at(approver), step)
  const notice = await t.owner.resultNotice.findFirst({ where: { callId: project.callId, state: 'OPEN' } })
  if (notice === null) return noticed
  const awarded = await makeAwards(at(approver, '2026-06-20T10:00:00+08:00'), {
    callId: project.callId,
    noticeId: notice.id,
    version: notice.version,
    draftTerms: contractTerms,
  })
  return awarded.ok ? awarded : noticed
}

const sign: Operation = async ({ project, approver, certifier }) => {
  if (project.state !== 'PREPARING') return undefined
  const contractOf = () => t.owner.contract.findUniqueOrThrow({ where: { id: project.contractId } })
  await offerContract(at(approver), { projectId: project.id, version: (await contractOf()).version })
  const { version, contentSha256 } = await contractOf()
  return signContract(at(certifier), { projectId: project.id, version, contentSha256: contentSha256 ?? '' })
}

const makers: Record<string, Operation> = {
  report,
  review,
  settle,
  release,
  shift,
  supplement,
  clawback,
  terminate,
  verdict,
  ask,
  handOver,
  sign,
}
/** How often each comes. */
const weights: Record<string, number> = {
  report: 4,
  review: 4,
  settle: 1,
  release: 4,
  shift: 2,
  supplement: 2,
  clawback: 2,
  terminate: 2,
  verdict: 2,
  ask: 2,
  handOver: 2,
  sign: 1,
}
const names = Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name))

test(
  'whatever becomes of contracts, in whatever order, every rule of the books holds',
  { timeout: 3_600_000 },
  async () => {
    const outcomes = new Map<string, number>()
    const count = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1)
    for (let done = 0; done < operations; done += batch) {
      let begun = 0
      const lane = async () => {
        while (begun < Math.min(batch, operations - done)) {
          begun += 1
          const name = oneOf(names) ?? 'report'
          const found = await anyProject()
          const outcome = found === undefined ? undefined : await makers[name]?.(found)
          if (outcome === undefined) continue
          count(outcome.ok ? `${name} done` : `${name} refused`)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, lane))
      const broken = await t.owner.$queryRaw<{ rule: string }[]>`SELECT rule FROM ledger_check() WHERE breaches > 0`
      expect(broken, `after ${done + batch} operations from seed ${seed}`).toEqual([])
    }
    console.info(JSON.stringify(Object.fromEntries([...outcomes].sort())))
    // A test of which nothing goes through shows nothing; how much does depends on how early the projects end.
    const through = [...outcomes].filter(([what]) => what.endsWith('done')).reduce((sum, [, times]) => sum + times, 0)
    expect(through).toBeGreaterThan(operations / 30)
  },
)

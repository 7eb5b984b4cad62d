import { handoverPolicy } from '#app/domain/handover/policy.ts'
import type { HandoverState } from '#app/domain/handover/lifecycle.ts'
import type { PlanMilestone } from '#app/domain/handover/plan.ts'
import { addDays, type Day, dayOf, toDay } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { findNext, readHandoverRule, readLeft } from '../find-next.server.ts'
import { planOf } from '../store.server.ts'

/** Why nobody can be asked; the words of `handover.why`. */
export type WhyNot = 'ended-early' | 'funding' | 'performed' | 'late' | 'done' | 'no-reserve' | 'nothing-left'

export type HandoverRow = {
  id: string
  version: number
  state: HandoverState
  organization: string
  amountFen: string
  answerBy: string
  askedByName: string
  askedAt: string
  answeredAt: string | null
  answer: string
  /** Of the new project, once it is awarded. */
  projectNo: string | null
  isNoticed: boolean
}

/** Fen as text. */
export type HandoverPage = {
  projectId: string
  projectNo: string
  title: string
  callId: string
  restFen: string
  rule: { endsOn: string; answerDays: number; unperformedOnly: boolean; source: string; isConfirmed: boolean } | null
  rows: HandoverRow[]
  /** Null while nobody can be asked. */
  next: {
    organization: string
    rank: number | null
    mostFen: string
    left: { title: string; dueOn: string }[]
    startsOn: string
    endsOn: string
  } | null
  whyNot: WhyNot | null
  may: { ask: boolean; withdraw: boolean; notice: boolean }
}

/** The rest of a project that ended early, for its buyer; null for everybody else. */
export async function readHandoverPage(ctx: Context, projectId: string): Promise<HandoverPage | null> {
  const project = await ctx.db.project.findUnique({
    where: { id: projectId },
    include: {
      call: true,
      halts: { where: { kind: 'TERMINATION', state: 'STANDING' } },
      handovers: { orderBy: { askedAt: 'desc' }, include: { bid: { include: { organization: true } } } },
    },
  })
  if (project === null || !may(handoverPolicy, 'readForBody', ctx.actor, { bodyId: project.bodyId })) return null
  const [halt] = project.halts
  const restFen = halt?.returnedFen ?? 0n
  const rule = await readHandoverRule(ctx.db, projectId)
  const rows = await readRows(ctx, project.handovers)
  const open = project.handovers.find(({ state }) => state === 'ASKED' || state === 'ACCEPTED')
  const today = dayOf(ctx.now)
  const isOpen = open !== undefined && (open.state === 'ACCEPTED' || dayOfDate(open.answerBy) >= today)
  const accepted = await ctx.db.tranche.count({ where: { projectId, acceptanceId: { not: null } } })
  const left = await readLeft(ctx.db, projectId)
  const next = restFen > 0n ? await findNext(ctx.db, project.call, project, restFen) : undefined
  const whyNot = ((): WhyNot | null => {
    if (project.state !== 'TERMINATED' || project.startedAt === null || rule === null) return 'ended-early'
    if (halt?.code === 'FUNDING') return 'funding'
    if (rule.unperformedOnly && accepted > 0) return 'performed'
    if (project.handovers.some(({ state }) => state === 'DONE') && next === undefined) return 'done'
    if (today > rule.endsOn) return 'late'
    if (left.length === 0) return 'nothing-left'
    return next === undefined ? 'no-reserve' : null
  })()
  const allowed = (step: 'ask' | 'withdraw' | 'notice') =>
    may(handoverPolicy, step, ctx.actor, { bodyId: project.bodyId })
  return {
    projectId,
    projectNo: project.projectNo,
    title: project.title,
    callId: project.callId,
    restFen: restFen.toString(),
    rule:
      rule === null
        ? null
        : {
            endsOn: rule.endsOn,
            answerDays: rule.answerDays,
            unperformedOnly: rule.unperformedOnly,
            source: ctx.locale === 'en' ? rule.sourceEn : rule.sourceZh,
            isConfirmed: rule.isConfirmed,
          },
    rows,
    next:
      next === undefined || whyNot !== null || isOpen
        ? null
        : {
            organization: next.bid.bid.organization.name,
            rank: next.bid.rank,
            mostFen: next.mostFen.toString(),
            ...proposedDays(project, left, today),
          },
    whyNot: isOpen ? null : whyNot,
    may: { ask: allowed('ask'), withdraw: allowed('withdraw'), notice: allowed('notice') },
  }
}

/** Every day moved by as long as nobody worked, counted to a month from today: a first word for the form, nothing more. */
function proposedDays(
  { endedAt, endsOn }: { endedAt: Date | null; endsOn: Date },
  left: readonly { title: string; dueOn: string }[],
  today: Day,
) {
  const startsOn = addDays(today, 30)
  const from = endedAt === null ? today : dayOf(endedAt)
  const gap = Math.round((Date.parse(startsOn) - Date.parse(from)) / 86_400_000)
  const move = (day: string) => {
    const moved = addDays(toDay(day), gap)
    return moved < startsOn ? startsOn : moved
  }
  return {
    startsOn,
    endsOn: move(dayOfDate(endsOn)),
    left: left.map(({ title, dueOn }) => ({ title, dueOn: move(dueOn) })),
  }
}

type Asked = {
  id: string
  version: number
  state: HandoverState
  amountFen: bigint
  answerBy: Date
  askedById: string
  askedAt: Date
  answeredAt: Date | null
  answer: string
  awardId: string | null
  noticeId: string | null
  bid: { organization: { name: string } }
}

async function readRows({ db }: Context, asked: readonly Asked[]): Promise<HandoverRow[]> {
  const names = await db.account.findMany({
    where: { id: { in: asked.map(({ askedById }) => askedById) } },
    select: { id: true, name: true },
  })
  const projects = await db.project.findMany({
    where: { awardId: { in: asked.flatMap(({ awardId }) => awardId ?? []) } },
    select: { awardId: true, projectNo: true },
  })
  const notices = await db.resultNotice.findMany({
    where: { id: { in: asked.flatMap(({ noticeId }) => noticeId ?? []) }, state: { not: 'WITHDRAWN' } },
    select: { id: true },
  })
  return asked.map((one) => ({
    id: one.id,
    version: one.version,
    state: one.state,
    organization: one.bid.organization.name,
    amountFen: one.amountFen.toString(),
    answerBy: dayOfDate(one.answerBy),
    askedByName: names.find(({ id }) => id === one.askedById)?.name ?? '',
    askedAt: one.askedAt.toISOString(),
    answeredAt: one.answeredAt?.toISOString() ?? null,
    answer: one.answer,
    projectNo: projects.find(({ awardId }) => awardId === one.awardId)?.projectNo ?? null,
    isNoticed: notices.some(({ id }) => id === one.noticeId),
  }))
}

export type HandoverOffer = {
  id: string
  version: number
  state: HandoverState
  isLate: boolean
  projectNo: string
  title: string
  body: string
  organization: string
  amountFen: string
  startsOn: string
  endsOn: string
  answerBy: string
  reason: string
  plan: PlanMilestone[]
  answer: string
  /** The reserve's own project, once awarded. */
  projectId: string | null
  may: { accept: boolean; decline: boolean }
}

/** What a reserve is asked; null for everybody outside it. */
export async function readHandoverOffer(ctx: Context, id: string): Promise<HandoverOffer | null> {
  const row = await ctx.db.handover.findUnique({
    where: { id },
    include: { project: { include: { body: true } }, bid: { include: { organization: true } } },
  })
  if (row === null) return null
  const facts = { organizationId: row.bid.organizationId }
  if (!may(handoverPolicy, 'readForReserve', ctx.actor, facts)) return null
  const own =
    row.awardId === null
      ? null
      : await ctx.db.project.findUnique({ where: { awardId: row.awardId }, select: { id: true } })
  const isLate = row.state === 'ASKED' && dayOfDate(row.answerBy) < dayOf(ctx.now)
  const isAsked = row.state === 'ASKED' && !isLate
  const { body } = row.project
  return {
    id,
    version: row.version,
    state: row.state,
    isLate,
    projectNo: row.project.projectNo,
    title: row.project.title,
    body: ctx.locale === 'en' ? body.nameEn : body.nameZh,
    organization: row.bid.organization.name,
    amountFen: row.amountFen.toString(),
    startsOn: dayOfDate(row.startsOn),
    endsOn: dayOfDate(row.endsOn),
    answerBy: dayOfDate(row.answerBy),
    reason: row.reason,
    plan: planOf(row),
    answer: row.answer,
    projectId: own?.id ?? null,
    may: {
      accept: isAsked && may(handoverPolicy, 'accept', ctx.actor, facts),
      decline: isAsked && may(handoverPolicy, 'decline', ctx.actor, facts),
    },
  }
}

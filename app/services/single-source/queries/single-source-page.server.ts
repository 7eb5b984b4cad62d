import { may } from '#app/domain/shared/policy.ts'
import { singlePolicy } from '#app/domain/single-source/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { singleFacts } from '../single-facts.server.ts'

/** The notice of a purchase from one supplier: for anybody once it is one, for its own body before. Null otherwise. */
export async function readSingleSource(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({
    where: { id: callId },
    include: {
      body: { select: { nameZh: true, nameEn: true } },
      region: { select: { nameZh: true, nameEn: true } },
      singleSource: {
        include: {
          organization: { select: { id: true, name: true, creditCode: true } },
          opinions: { orderBy: { position: 'asc' } },
          objections: { orderBy: { filedAt: 'asc' } },
        },
      },
    },
  })
  if (call?.method !== 'SINGLE_SOURCE') return null
  const { singleSource: source } = call
  const facts = singleFacts(call, source, ctx.now)
  if (!may(singlePolicy, 'read', ctx.actor, facts)) return null
  const isEnglish = ctx.locale === 'en'
  return {
    call: {
      id: call.id,
      callNo: call.callNo,
      title: call.title,
      requirement: call.requirement,
      state: call.state,
      budgetFen: call.budgetFen.toString(),
      bodyName: isEnglish ? call.body.nameEn : call.body.nameZh,
      regionName: isEnglish ? call.region.nameEn : call.region.nameZh,
      docNo: call.docNo,
      isPublic: call.publishedAt !== null,
    },
    source:
      source === null
        ? null
        : {
            ground: source.ground,
            argument: source.argument,
            originalFen: source.originalFen?.toString() ?? null,
            organization: source.organization.name,
            organizationId: source.organization.id,
            creditCode: source.organization.creditCode ?? '',
            noticedAt: source.noticedAt?.toISOString() ?? null,
            endsOn: source.endsOn === null ? null : dayOfDate(source.endsOn),
            isRunning: facts.isRunning,
            opinions: source.opinions.map(({ name, employer, title, opinion }) => ({ name, employer, title, opinion })),
            objections: source.objections.map((objection) => ({
              id: objection.id,
              filerName: objection.filerName,
              facts: objection.facts,
              filedAt: objection.filedAt.toISOString(),
              answer: objection.answer,
              isUpheld: objection.isUpheld,
              answeredAt: objection.answeredAt?.toISOString() ?? null,
              version: objection.version,
            })),
          },
    version: source?.version ?? 1,
    may: {
      edit: may(singlePolicy, 'edit', ctx.actor, facts),
      notice: source !== null && may(singlePolicy, 'notice', ctx.actor, facts),
      object: may(singlePolicy, 'object', ctx.actor, facts),
      answer: may(singlePolicy, 'answer', ctx.actor, facts),
    },
  }
}
export type SinglePage = NonNullable<Awaited<ReturnType<typeof readSingleSource>>>
export type SingleNotice = NonNullable<SinglePage['source']>

/** Notices that stand now or stood lately, newest first: fifty at most. */
export async function readSingleNotices({ db, now, locale }: Context) {
  const rows = await db.singleSource.findMany({
    where: { noticedAt: { not: null } },
    orderBy: { noticedAt: 'desc' },
    take: 50,
    select: {
      callId: true,
      noticedAt: true,
      endsOn: true,
      endsAt: true,
      organization: { select: { name: true } },
      call: { select: { title: true, budgetFen: true, body: { select: { nameZh: true, nameEn: true } } } },
    },
  })
  return rows.map(({ callId, noticedAt, endsOn, endsAt, organization, call }) => ({
    callId,
    title: call.title,
    bodyName: locale === 'en' ? call.body.nameEn : call.body.nameZh,
    organization: organization.name,
    budgetFen: call.budgetFen.toString(),
    noticedAt: noticedAt?.toISOString() ?? '',
    endsOn: endsOn === null ? '' : dayOfDate(endsOn),
    isRunning: endsAt !== null && endsAt > now,
  }))
}

/** The table at which the price is negotiated: what was offered, and the record once it is written. */
export async function readNegotiationPage(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({
    where: { id: callId },
    include: {
      singleSource: { include: { organization: { select: { name: true } } } },
      negotiation: true,
      bids: {
        where: { openedAt: { not: null } },
        select: {
          id: true,
          state: true,
          opened: { select: { priceFen: true } },
          reviews: { where: { stage: 'QUALIFICATION' }, select: { cause: true } },
        },
      },
    },
  })
  if (call?.method !== 'SINGLE_SOURCE' || call.singleSource === null) return null
  const facts = singleFacts(call, call.singleSource, ctx.now)
  // Only who could negotiate reads what was offered.
  if (!may(singlePolicy, 'negotiate', ctx.actor, { ...facts, callState: 'OPENED' as const })) return null
  const [bid] = call.bids
  const { negotiation } = call
  return {
    call: {
      id: call.id,
      callNo: call.callNo ?? '',
      title: call.title,
      budgetFen: call.budgetFen.toString(),
      ceilingFen: call.ceilingFen.toString(),
    },
    organization: call.singleSource.organization.name,
    bidId: bid?.id ?? null,
    offeredFen: bid?.opened?.priceFen?.toString() ?? null,
    isAdmitted: bid?.reviews[0]?.cause === null,
    negotiation:
      negotiation === null
        ? null
        : {
            heldOn: dayOfDate(negotiation.heldOn),
            place: negotiation.place,
            people: negotiation.people,
            record: negotiation.record,
            agreedFen: negotiation.agreedFen.toString(),
          },
    mayRecord:
      bid?.state === 'OPENED' && bid.reviews[0]?.cause === null && may(singlePolicy, 'negotiate', ctx.actor, facts),
  }
}
export type NegotiationPage = NonNullable<Awaited<ReturnType<typeof readNegotiationPage>>>

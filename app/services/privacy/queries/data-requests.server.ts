import { administrationPolicy } from '#app/domain/account/policy.ts'
import type { DataOutcome, DataPlace, DataWish } from '#app/domain/privacy/data-request.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { hashOf } from '#app/services/account/store.server.ts'
import { readAnswerTerm } from '#app/services/shared/answer-term.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { confirmDays } from '#app/domain/privacy/data-request.ts'
import { readAsker } from '../sealed-asker.server.ts'

const perPage = 20

/** Within how many working days a request is answered today, and where the number comes from. */
export async function readRequestTerm({ db, now }: Context) {
  const { days, sourceZh, sourceEn, isConfirmed } = await readAnswerTerm(db, 'dataRequest', dayOf(now))
  return { days, source: { zh: sourceZh, en: sourceEn }, isConfirmed }
}

/** What the holder of the link sees; undefined where there is none, or it was confirmed too late. Days as text. */
export async function readOwnRequest({ db, now }: Context, token: string) {
  const request = await db.dataRequest.findUnique({ where: { tokenHash: hashOf(token) } })
  if (request === null) return undefined
  const { requestNo, confirmedAt, dueOn, answeredAt } = request
  if (confirmedAt === null && request.askedAt.getTime() < now.getTime() - confirmDays * 86_400_000) return undefined
  return {
    wish: request.wish as DataWish,
    about: request.about as DataPlace,
    words: request.words,
    requestNo,
    dueOn: dueOn === null ? null : dayOfDate(dueOn),
    answeredOn: answeredAt === null ? null : dayOf(answeredAt),
  }
}

const columns = {
  id: true,
  requestNo: true,
  wish: true,
  about: true,
  dueOn: true,
  answeredAt: true,
  outcome: true,
} as const

/** For the administration: what waits, the most urgent first; what was answered, the newest first, from `after` on. */
export async function readDataRequests({ db, now }: Context, after: string | undefined) {
  const [open, answered] = await Promise.all([
    db.dataRequest.findMany({
      where: { confirmedAt: { not: null }, answeredAt: null },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      take: 200,
      select: columns,
    }),
    db.dataRequest.findMany({
      where: { answeredAt: { not: null }, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: perPage + 1,
      select: columns,
    }),
  ])
  const today = dayOf(now)
  const row = ({ requestNo, wish, about, dueOn, answeredAt, outcome, id }: (typeof open)[number]) => ({
    id,
    requestNo: requestNo ?? '',
    wish: wish as DataWish,
    about: about as DataPlace,
    dueOn: dueOn === null ? today : dayOfDate(dueOn),
    isLate: answeredAt === null && dueOn !== null && dayOfDate(dueOn) < today,
    answeredAt: answeredAt?.toISOString() ?? null,
    outcome: outcome as DataOutcome | null,
  })
  const page = answered.slice(0, perPage)
  return {
    open: open.map(row),
    answered: page.map(row),
    next: answered.length > perPage ? (page.at(-1)?.id ?? null) : null,
  }
}

/** One request with who asks, for who answers it. */
export async function readDataRequest(ctx: Context, id: string) {
  if (!may(administrationPolicy, 'answerDataRequests', ctx.actor, {})) return undefined
  const request = await ctx.db.dataRequest.findFirst({ where: { id, confirmedAt: { not: null } } })
  if (request === null) return undefined
  const asker = readAsker(ctx.keys, request.formKey, request.contactSealed)
  const by =
    request.answeredById === null
      ? null
      : await ctx.db.account.findUnique({ where: { id: request.answeredById }, select: { name: true } })
  return {
    id: request.id,
    version: request.version,
    requestNo: request.requestNo ?? '',
    wish: request.wish as DataWish,
    about: request.about as DataPlace,
    words: request.words,
    asker,
    locale: request.locale === 'EN' ? ('en' as const) : ('zh-CN' as const),
    confirmedAt: request.confirmedAt?.toISOString() ?? '',
    dueOn: request.dueOn === null ? '' : dayOfDate(request.dueOn),
    answer:
      request.answeredAt === null
        ? null
        : {
            at: request.answeredAt.toISOString(),
            by: by?.name ?? '',
            outcome: request.outcome as DataOutcome,
            text: request.answer,
          },
  }
}

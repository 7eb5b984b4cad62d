import type { GradeCode, SetContent } from '#app/domain/evaluation/indicator-set.ts'
import type { EvaluationState, SeatState } from '#app/domain/evaluation/lifecycle.ts'
import { isBeingWritten, silentDays } from '#app/domain/evaluation/lifecycle.ts'
import { evaluationPolicy } from '#app/domain/evaluation/policy.ts'
import type { DrawnFrom } from '#app/domain/evaluation/sample.ts'
import type { EvaluationKind } from '#app/domain/evaluation/schema.ts'
import { pointsText } from '#app/domain/evaluation/scoring.ts'
import { rolesOf } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context, Locale } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { readEvaluators } from '../commission.server.ts'
import { contentOf, contentRead, isWhole, type Missing } from '../read-content.server.ts'
import { factsOf, setOf } from '../store.server.ts'

/** Points are text with two decimals; days `YYYY-MM-DD`. */
export type ItemView = {
  code: string
  name: string
  max: string
  way: 'RATIO' | 'CHOICE' | 'FACTOR'
  bands: { name: string; points: string | null }[]
  planned: number | null
  actual: number | null
  choice: number | null
  factor: number | null
  points: string | null
  reason: string
}
export type FirstView = {
  code: string
  name: string
  points: string
  max: string
  seconds: { code: string; name: string; max: string; thirds: ItemView[] }[]
}
export type SheetView = {
  firsts: FirstView[]
  summary: string
  advice: string
  isMisused: boolean
  misuseNote: string
  total: string
  scored: string
  grade: GradeCode
  isComplete: boolean
}
export type SampleView = {
  id: string
  number: number
  seed: string
  frame: number
  drawn: number
  places: { title: string; heldOn: string; places: number[] }[]
  reached: number | null
  confirmed: number | null
}
export type SeatView = {
  id: string
  name: string
  way: 'APPOINTED' | 'DRAWN'
  state: SeatState
  tie: string | null
  hasSigned: boolean
  isMe: boolean
  /** Left the body, or has not answered: another may be put in the place. */
  mayBeReplaced: boolean
}
type Action = 'appoint' | 'replace' | 'cancel' | 'declare' | 'stepBack' | 'write' | 'reply' | 'reportFixed' | 'decide'
export type EvaluationPage = {
  id: string
  version: number
  kind: EvaluationKind
  number: number
  state: EvaluationState
  dueOn: string
  isOverdue: boolean
  agency: string
  brief: string
  round: number
  project: { id: string; projectNo: string; title: string; organizationName: string; bodyName: string }
  set: { name: string; source: string; isConfirmed: boolean; grades: { code: GradeCode; from: string }[] }
  draw: { seed: string; candidates: number } | null
  /** Names are for the body and its evaluators; the supplier reads none. */
  seats: SeatView[]
  candidates: { id: string; name: string }[]
  /** Null: not for this reader, or not yet. */
  sheet: SheetView | null
  visits: { id: string; visitedOn: string; place: string; people: string; finding: string }[]
  samples: SampleView[]
  replies: { round: number; text: string; repliedAt: string }[]
  submittedAt: string | null
  replyDueOn: string | null
  isReplyOpen: boolean
  decision: { byName: string; at: string; reason: string } | null
  passes: boolean | null
  fix: { list: string; dueOn: string; note: string; fixedAt: string | null } | null
  contentSha256: string | null
  missing: Missing | null
  isWhole: boolean
  may: Record<Action, boolean>
}

const isSilent = (invitedAt: Date | null, now: Date): boolean =>
  invitedAt !== null && invitedAt.getTime() + silentDays * 86_400_000 <= now.getTime()

const isBlind = (seat: string | undefined) => seat !== undefined && seat !== 'STANDS'

/** One evaluation for whoever has to do with it; null for everybody else. An evaluator reads nothing of the project before declaring. */
export async function readEvaluation(ctx: Context, evaluationId: string): Promise<EvaluationPage | null> {
  const { db, actor, locale } = ctx
  const found = await db.evaluation.findUnique({
    where: { id: evaluationId },
    include: {
      ...contentRead,
      seats: {
        include: {
          account: {
            select: { name: true, bodyMemberships: { where: { role: 'EVALUATOR' }, select: { bodyId: true } } },
          },
        },
        orderBy: { position: 'asc' },
      },
      replies: { orderBy: { round: 'asc' } },
    },
  })
  if (found === null) return null
  const { project, set: storedSet, seats, scores, visits, samples, replies, ...evaluation } = found
  const seat = seats.find(({ accountId }) => accountId === actor.accountId)
  const facts = factsOf(project, evaluation, seat?.state)
  if (!may(evaluationPolicy, 'read', actor, facts)) return null
  const isBody = rolesOf(actor, { bodyId: project.bodyId }).some(
    (role) => role !== 'resident' && role !== 'administrator',
  )
  const isOpen = isBeingWritten(evaluation.state)
  const showsSheet = !isBlind(seat?.state) && (seat?.state === 'STANDS' || !isOpen) && evaluation.state !== 'CANCELLED'
  const allowed = (action: Action) => may(evaluationPolicy, action, actor, facts)
  const set = setOf(storedSet)
  const content = contentOf(found)
  const own = showsSheet ? content : null
  const sessionTitles = showsSheet
    ? await readSessionTitles(
        ctx,
        samples.flatMap(({ places }) => places as DrawnFrom[]),
      )
    : new Map<string, never>()
  const today = dayOf(ctx.now)
  const replyDueOn = evaluation.replyDueOn === null ? null : dayOfDate(evaluation.replyDueOn)
  const dueOn = dayOfDate(evaluation.dueOn)
  const readsPlaces = isBody
  const decider =
    evaluation.decidedById === null
      ? null
      : await db.account.findUnique({ where: { id: evaluation.decidedById }, select: { name: true } })
  return {
    id: evaluation.id,
    version: evaluation.version,
    kind: evaluation.kind as EvaluationKind,
    number: evaluation.number,
    state: evaluation.state,
    dueOn,
    isOverdue: isOpen && dueOn < today,
    agency: evaluation.agency,
    brief: isBody ? evaluation.brief : '',
    round: evaluation.round,
    project: {
      id: project.id,
      projectNo: project.projectNo,
      title: project.title,
      organizationName: project.organization.name,
      bodyName: locale === 'en' ? project.body.nameEn : project.body.nameZh,
    },
    set: {
      ...inLocale(set, locale),
      source: locale === 'en' ? set.sourceEn : set.sourceZh,
      isConfirmed: set.isConfirmed,
      grades: set.content.grades.map(({ code, from }) => ({ code, from: pointsText(from) })),
    },
    draw:
      evaluation.drawSeed === null || !isBody
        ? null
        : { seed: evaluation.drawSeed, candidates: evaluation.drawCandidates.length },
    seats: isBody
      ? seats.map(({ account, ...each }) => ({
          id: each.id,
          name: account.name,
          way: each.way as SeatView['way'],
          state: each.state as SeatState,
          tie: each.tie,
          hasSigned:
            each.signedSha256 !== null &&
            each.signedSha256 === (isOpen ? content.contentSha256 : evaluation.contentSha256),
          isMe: each.accountId === actor.accountId,
          mayBeReplaced:
            allowed('replace') &&
            ((each.state === 'INVITED' && isSilent(each.invitedAt, ctx.now)) ||
              ((each.state === 'INVITED' || each.state === 'STANDS') &&
                !account.bodyMemberships.some(({ bodyId }) => bodyId === project.bodyId))),
        }))
      : [],
    candidates: allowed('appoint')
      ? (await readEvaluators(db, project)).filter(({ id }) => !seats.some(({ accountId }) => accountId === id))
      : [],
    sheet: own === null ? null : sheetView(set.content, scores, own, evaluation, locale),
    visits: showsSheet
      ? visits.map(({ id, visitedOn, place, people, finding }) => ({
          id,
          visitedOn: dayOfDate(visitedOn),
          place,
          people: isBody ? people : '',
          finding,
        }))
      : [],
    samples: showsSheet
      ? samples.map(({ id, number, seed, frame, drawn, places, reached, confirmed }) => ({
          id,
          number,
          seed,
          frame,
          drawn,
          reached,
          confirmed,
          places: readsPlaces
            ? (places as DrawnFrom[]).flatMap((each) => {
                const session = sessionTitles.get(each.sessionId)
                return session === undefined ? [] : [{ ...session, places: each.places }]
              })
            : [],
        }))
      : [],
    replies: showsSheet
      ? replies.map(({ round, text, repliedAt }) => ({ round, text, repliedAt: repliedAt.toISOString() }))
      : [],
    submittedAt: evaluation.submittedAt?.toISOString() ?? null,
    replyDueOn,
    isReplyOpen:
      evaluation.state === 'SUBMITTED' &&
      replyDueOn !== null &&
      today <= replyDueOn &&
      !replies.some(({ round }) => round === evaluation.round),
    decision:
      evaluation.decidedAt === null
        ? null
        : {
            byName: isBody ? (decider?.name ?? '') : '',
            at: evaluation.decidedAt.toISOString(),
            reason: isBody || evaluation.state === 'CANCELLED' ? evaluation.decisionReason : '',
          },
    passes: showsSheet ? evaluation.passes : null,
    fix:
      evaluation.fixDueOn === null || !showsSheet
        ? null
        : {
            list: evaluation.fixList,
            dueOn: dayOfDate(evaluation.fixDueOn),
            note: evaluation.fixedNote,
            fixedAt: evaluation.fixedAt?.toISOString() ?? null,
          },
    contentSha256: isOpen ? (own?.contentSha256 ?? null) : evaluation.contentSha256,
    missing: isOpen ? (own?.missing ?? null) : null,
    isWhole: own !== null && isWhole(own.missing),
    may: {
      appoint: allowed('appoint'),
      replace: allowed('replace'),
      cancel: allowed('cancel'),
      declare: allowed('declare'),
      stepBack: allowed('stepBack'),
      write: allowed('write'),
      reply: allowed('reply'),
      reportFixed: allowed('reportFixed') && evaluation.passes === false && evaluation.fixedAt === null,
      decide: allowed('decide') && evaluation.commissionedById !== actor.accountId,
    },
  }
}

const inLocale = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }, locale: Locale) => ({
  name: locale === 'en' ? nameEn : nameZh,
})

async function readSessionTitles({ db }: Context, drawn: readonly DrawnFrom[]) {
  const sessions = await db.serviceSession.findMany({
    where: { id: { in: drawn.map(({ sessionId }) => sessionId) } },
    select: { id: true, title: true, heldOn: true },
  })
  return new Map(sessions.map(({ id, title, heldOn }) => [id, { title, heldOn: dayOfDate(heldOn) }]))
}

type Scores = readonly {
  itemCode: string
  planned: number | null
  actual: number | null
  choice: number | null
  factor: number | null
  points: number | null
  reason: string
}[]

function sheetView(
  content: SetContent,
  scores: Scores,
  { result, missing }: Pick<ReturnType<typeof contentOf>, 'result' | 'missing'>,
  said: { summary: string; advice: string; isMisused: boolean; misuseNote: string },
  locale: Locale,
): SheetView {
  const byCode = new Map(scores.map((score) => [score.itemCode, score]))
  const name = (each: { nameZh: string; nameEn: string }) => inLocale(each, locale).name
  const { summary, advice, isMisused, misuseNote } = said
  return {
    summary,
    advice,
    isMisused,
    misuseNote,
    total: pointsText(result.total),
    scored: pointsText(result.scored),
    grade: result.grade,
    isComplete: missing.unscored.length === 0,
    firsts: content.firsts.map((first) => ({
      code: first.code,
      name: name(first),
      points: pointsText(result.firsts.find(({ code }) => code === first.code)?.points ?? 0),
      max: pointsText(first.points),
      seconds: first.seconds.map((second) => ({
        code: second.code,
        name: name(second),
        max: pointsText(second.points),
        thirds: second.thirds.map((item) => {
          const scale = content.scales.find(({ code }) => code === item.scale)
          const score = byCode.get(item.code)
          return {
            code: item.code,
            name: name(item),
            max: pointsText(item.points),
            way: scale?.way ?? 'FACTOR',
            bands: (scale?.bands ?? []).map((band, index) => ({
              name: name(band),
              points: item.bandPoints === undefined ? null : pointsText(item.bandPoints[index] ?? 0),
            })),
            planned: score?.planned ?? null,
            actual: score?.actual ?? null,
            choice: score?.choice ?? null,
            factor: score?.factor ?? null,
            points: score?.points == null ? null : pointsText(score.points),
            reason: score?.reason ?? '',
          }
        }),
      })),
    })),
  }
}

import { type EvaluationContent, evaluationText } from '#app/domain/evaluation/evaluation-content.ts'
import { missingOf, resultOf } from '#app/domain/evaluation/scoring.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { setOf } from './store.server.ts'

/** What contentOf is made of; the order is part of what is signed. */
export const contentRead = {
  set: true,
  scores: { orderBy: { itemCode: 'asc' } },
  visits: { orderBy: [{ visitedOn: 'asc' }, { id: 'asc' }] },
  samples: { orderBy: { number: 'asc' } },
  project: {
    include: { organization: { select: { name: true } }, body: { select: { nameZh: true, nameEn: true } } },
  },
} satisfies Prisma.EvaluationInclude

/** What would be signed now, what it comes to, and what is missing yet. */
export const readContent = async (tx: Tx | Db, evaluationId: string) =>
  contentOf(await tx.evaluation.findUniqueOrThrow({ where: { id: evaluationId }, include: contentRead }))

export function contentOf({
  project,
  set: storedSet,
  scores,
  visits,
  samples,
  ...evaluation
}: Prisma.EvaluationGetPayload<{ include: typeof contentRead }>) {
  const set = setOf(storedSet)
  const result = resultOf(set.content, scores, evaluation.isMisused)
  const content: EvaluationContent = {
    schema: 'commonweal.evaluation/1',
    projectNo: project.projectNo,
    projectTitle: project.title,
    buyer: project.body.nameZh,
    supplier: project.organization.name,
    agency: evaluation.agency,
    kind: evaluation.kind,
    number: evaluation.number,
    round: evaluation.round + 1,
    set: { code: set.code, version: set.versionNo },
    scores: scores.map(({ itemCode, planned, actual, choice, factor, points, reason }) => ({
      itemCode,
      planned,
      actual,
      choice,
      factor,
      points,
      reason,
    })),
    visits: visits.map(({ visitedOn, place, people, finding }) => ({
      visitedOn: dayOfDate(visitedOn),
      place,
      people,
      finding,
    })),
    samples: samples.map(({ number, seed, frame, drawn, reached, confirmed }) => ({
      number,
      seed,
      frame,
      drawn,
      reached,
      confirmed,
    })),
    isMisused: evaluation.isMisused,
    misuseNote: evaluation.misuseNote,
    summary: evaluation.summary,
    advice: evaluation.advice,
    total: result.total,
    grade: result.grade,
  }
  const text = evaluationText(content)
  return {
    text,
    contentSha256: sha256Text(text),
    result,
    missing: {
      ...missingOf(set.content, scores),
      hasVisit: visits.length > 0,
      hasSummary: evaluation.summary !== '',
      hasMisuseNote: !evaluation.isMisused || evaluation.misuseNote !== '',
      hasOpenSample: samples.some(({ reached }) => reached === null),
    },
  }
}
export type Missing = ReturnType<typeof contentOf>['missing']

export const isWhole = ({
  unscored,
  unreasoned,
  hasVisit,
  hasSummary,
  hasMisuseNote,
  hasOpenSample,
}: Missing): boolean =>
  unscored.length + unreasoned.length === 0 && hasVisit && hasSummary && hasMisuseNote && !hasOpenSample

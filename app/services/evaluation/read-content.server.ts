import { type EvaluationContent, evaluationText } from '#app/domain/evaluation/evaluation-content.ts'
import { missingOf, resultOf } from '#app/domain/evaluation/scoring.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { partiesOf } from '#app/services/shared/tell.server.ts'
import type { Evaluation, Project } from '#prisma/generated/client.ts'
import { readSet } from './store.server.ts'

/** What would be signed now, what it comes to, and what is missing yet. */
export async function readContent(tx: Tx | Db, { evaluation, project }: { evaluation: Evaluation; project: Project }) {
  const where = { evaluationId: evaluation.id }
  const set = await readSet(tx, evaluation.setId)
  const scores = await tx.evaluationScore.findMany({ where, orderBy: { itemCode: 'asc' } })
  const visits = await tx.evaluationVisit.findMany({ where, orderBy: [{ visitedOn: 'asc' }, { id: 'asc' }] })
  const samples = await tx.evaluationSample.findMany({ where, orderBy: { number: 'asc' } })
  const { bodyName, organizationName } = await partiesOf(tx, project)
  const result = resultOf(set.content, scores, evaluation.isMisused)
  const content: EvaluationContent = {
    schema: 'commonweal.evaluation/1',
    projectNo: project.projectNo,
    projectTitle: project.title,
    buyer: bodyName,
    supplier: organizationName,
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
export type Missing = Awaited<ReturnType<typeof readContent>>['missing']

export const isWhole = ({
  unscored,
  unreasoned,
  hasVisit,
  hasSummary,
  hasMisuseNote,
  hasOpenSample,
}: Missing): boolean =>
  unscored.length + unreasoned.length === 0 && hasVisit && hasSummary && hasMisuseNote && !hasOpenSample

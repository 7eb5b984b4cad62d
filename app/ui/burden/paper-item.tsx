import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { BurdenPaper } from '#app/services/burden/queries/burden.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { useQuarter } from '#app/ui/quarterly/quarterly.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Place = Pick<BurdenPaper, 'kind' | 'projectId' | 'subjectId'>

/** Where an organization finds the paper itself. */
function pathOf({ kind, projectId, subjectId }: Place, organizationId: string): string {
  const subject = subjectId ?? ''
  const project = projectId ?? ''
  switch (kind) {
    case 'MILESTONE_REPORT':
      return paths.ngoMilestone(subject)
    case 'QUARTERLY_REPORT':
      return subjectId === null ? paths.ngoQuarters(project) : paths.ngoQuarterly(subject)
    case 'ANNUAL_REPORT':
      return paths.ngoAnnualReport(subject)
    case 'SUPERVISION':
      return paths.ngoAnnualReports(organizationId)
    case 'EVALUATION_VISIT':
    case 'EVALUATION_REPLY':
      return paths.ngoEvaluation(subject)
    case 'RATING_APPLICATION':
      return paths.ngoRating(organizationId)
    case 'EXPENSE_BATCH':
      return paths.ngoSpending(project)
    case 'EXPENSE_ANSWER':
      return paths.ngoExpense(subject)
    case 'FINAL_REPORT':
    case 'AUDIT_ANSWER':
      return paths.ngoClosing(project)
    case 'OBSERVATION_ANSWER':
      return paths.ngoObservations(project)
    case 'COFUNDING_RECEIPT':
      return paths.ngoCofunding(project)
    case 'ACTIVITY':
    case 'SURVEY':
      return paths.ngoActivity(project, subject)
    case 'INCUBATION_ANSWER':
      return paths.incubation(subject)
    default:
      return paths.ngoOrganization(organizationId)
  }
}

/** One paper with a way to it. */
export function PaperItem({ paper, organizationId }: { paper: BurdenPaper; organizationId: string }) {
  const t = useT()
  const { day, number } = useFormat()
  return (
    <li>
      <h3>
        <A to={pathOf(paper, organizationId)}>{paper.kindName}</A>
      </h3>
      <Detail paper={paper} />
      <ul className="meta">
        <li>
          {paper.isOwed ? (
            <Tag tone="wait">{t('burden.owedOn', { day: day(paper.onDay) })}</Tag>
          ) : (
            t('burden.doneOn', { day: day(paper.onDay) })
          )}
        </li>
        <li>{paper.bodyName}</li>
        {paper.fields === null ? null : (
          <li>{t('burden.fieldsOf', { fields: number(paper.fields), prefilled: number(paper.prefilled ?? 0) })}</li>
        )}
      </ul>
    </li>
  )
}

function Detail({ paper: { kind, detail, projectTitle } }: { paper: BurdenPaper }) {
  const t = useT()
  const nameOf = useQuarter()
  const supervision = detail as 'VISIT' | 'SPOT_CHECK' | 'TALK' | 'RECTIFICATION_NOTICE'
  const words =
    kind === 'QUARTERLY_REPORT'
      ? nameOf(detail)
      : kind === 'ANNUAL_REPORT'
        ? t('burden.yearOf', { year: detail })
        : kind === 'SUPERVISION'
          ? t(`burden.supervision.${supervision}`)
          : kind === 'EXPENSE_BATCH'
            ? t('burden.batchNo', { number: detail })
            : kind === 'AUDIT_ANSWER'
              ? t('burden.findingNo', { number: detail })
              : null
  if (projectTitle === null && words === null) return null
  return (
    <p>
      {projectTitle === null ? null : <Typed>{projectTitle}</Typed>}
      {projectTitle === null || (words === null && detail === '') ? null : ' · '}
      {words ?? <Typed>{detail}</Typed>}
    </p>
  )
}

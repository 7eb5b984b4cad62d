import { Cites } from '#app/ui/cites.tsx'
import { useT } from '#app/i18n/provider.tsx'
import type { EvaluationPage } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { EvaluationTag } from './tags.tsx'

/** What is evaluated, by whom, by which set, until when: everybody's beginning. */
export function EvaluationHead({ page }: { page: EvaluationPage }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <Sheet>
      <EvaluationTag state={page.state} isOverdue={page.isOverdue} />
      <h1>{t('evaluation.named', { kind: t(`evaluation.kind.${page.kind}`), number: page.number })}</h1>
      <p>
        <Typed>{page.project.title}</Typed>
      </p>
      <ul className="meta">
        <li>{page.project.projectNo}</li>
        <li>
          <Typed>{page.project.organizationName}</Typed>
        </li>
        <li>{page.project.bodyName}</li>
        <li>
          {t('evaluation.agency')} <Typed>{page.agency}</Typed>
        </li>
        <li>
          {t('evaluation.dueOn')} {day(page.dueOn)}
        </li>
      </ul>
      {page.brief === '' ? null : (
        <>
          <h2>{t('evaluation.commission.brief')}</h2>
          <TypedText text={page.brief} />
        </>
      )}
      <details>
        <summary>
          {t('evaluation.set')} · {page.set.name}
        </summary>
        <p>
          {t('evaluation.source')} <Cites text={page.set.source} />{' '}
          {page.set.isConfirmed ? null : <Tag tone="wait">{t('evaluation.unconfirmed')}</Tag>}
        </p>
        <ul>
          {page.set.grades.map(({ code, from }) => (
            <li key={code}>{t('evaluation.fromPoints', { grade: t(`evaluation.grade.${code}`), from })}</li>
          ))}
        </ul>
      </details>
    </Sheet>
  )
}

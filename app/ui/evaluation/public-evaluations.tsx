import { useT } from '#app/i18n/provider.tsx'
import type { PublicEvaluation } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { GradeTag } from './tags.tsx'

/** On a project's public page: confirmed evaluations, their totals and first-level points; no person. */
export function PublicEvaluations({ evaluations }: { evaluations: readonly PublicEvaluation[] }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  if (evaluations.length === 0) return null
  return (
    <Sheet labelledBy="evaluations">
      <h2 id="evaluations">{t('evaluation.title')}</h2>
      <p>{t('evaluation.public.lead')}</p>
      {evaluations.map((one) => (
        <section key={`${one.kind}-${one.number}`}>
          <h3>
            {t('evaluation.named', { kind: t(`evaluation.kind.${one.kind}`), number: one.number })} · {one.total}{' '}
            <GradeTag grade={one.grade} passes={one.grade !== 'FAIL'} />
          </h3>
          <ul className="meta">
            <li>{t('evaluation.public.on', { day: dayOfInstant(one.confirmedAt) })}</li>
            <li>
              {t('evaluation.agency')} <Typed>{one.agency}</Typed>
            </li>
            <li>{one.setName}</li>
          </ul>
          {one.isMisused ? <p className="notice">{t('evaluation.misusedZero')}</p> : null}
          <details>
            <summary>{t('evaluation.sheet.points')}</summary>
            <table>
              <tbody>
                {one.firsts.map((first) => (
                  <tr key={first.name}>
                    <th scope="row">{first.name}</th>
                    <td className="num">
                      {first.points} / {first.max}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </section>
      ))}
    </Sheet>
  )
}

import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readEvaluatorInbox } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { EvaluationTag } from '#app/ui/evaluation/tags.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'evaluator' }, async ({ ctx }) => ({ rows: await readEvaluatorInbox(ctx) }))

export const meta = pageMeta((t) => t('evaluation.inbox.title'))

export default function EvaluatorInbox() {
  const { rows } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('evaluation.inbox.title')}</h1>
        <p>{t('evaluation.inbox.lead')}</p>
        {rows.length === 0 ? <p>{t('evaluation.inbox.none')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <h2>
                <A to={paths.evaluation(row.id)}>
                  <Typed>{row.title}</Typed>
                </A>
              </h2>
              <ul className="meta">
                <li>{t('evaluation.named', { kind: t(`evaluation.kind.${row.kind}`), number: row.number })}</li>
                <li>
                  <EvaluationTag state={row.state} isOverdue={row.isOverdue} />
                </li>
                <li>{t(`evaluation.seat.state.${row.seat}`)}</li>
                <li>
                  {t('evaluation.dueOn')} {day(row.dueOn)}
                </li>
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

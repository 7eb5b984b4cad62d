import type { Counts } from '#app/domain/import/judge.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ImportView } from '#app/services/import/queries/import-page.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ErrorFiles } from './error-rows.tsx'
import { ImportFigures } from './import-figures.tsx'

/** What an import wrote, and the rows that it left out while they are still kept. */
export function DoneImport({
  view,
  done,
  list,
  start,
}: {
  view: ImportView
  done: Counts
  list: string
  start: string
}) {
  const t = useT()
  const format = useFormat()
  const form = useFormState('discard')
  const isKept = view.counts.added + view.counts.changed + view.counts.unchanged + view.counts.errors > 0
  return (
    <>
      <Sheet>
        <h1>{t('import.doneTitle')}</h1>
        {isKept ? null : <p>{t('import.doneLead')}</p>}
        <ImportFigures counts={done} isDone />
        <div className="actions">
          <A className="button" to={list}>
            {t('import.back')}
          </A>
          <A className="button quiet" to={start}>
            {t('import.link')}
          </A>
        </div>
      </Sheet>
      {isKept ? (
        <Sheet labelledBy="left-title">
          <h2 id="left-title">{t('import.leftTitle')}</h2>
          <p>{t('import.leftLead', { until: format.instant(view.expiresAt) })}</p>
          <ErrorFiles id={view.id} />
          <ActionButton form={form} quiet>
            {t('import.leftDiscard')}
          </ActionButton>
        </Sheet>
      ) : null}
    </>
  )
}

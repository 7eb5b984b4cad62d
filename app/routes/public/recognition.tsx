import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRecognitions } from '#app/services/rating/queries/recognitions.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { RecognitionItem } from '#app/ui/rating/recognition-item.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({ rows: await readRecognitions(ctx) }))

export const meta = pageMeta(
  (t) => t('recognition.title'),
  (t) => t('recognition.lead'),
)

export default function Recognition() {
  const { rows } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('recognition.title')}</h1>
        <p>{t('recognition.lead')}</p>
        <p className="note">{t('recognition.credit')}</p>
      </Sheet>
      <Sheet labelledBy="list">
        <h2 id="list">{t('recognition.list')}</h2>
        {rows.length === 0 ? <p>{t('recognition.none')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <RecognitionItem row={row} />
            </li>
          ))}
        </ul>
        <ListFiles list="recognition" />
      </Sheet>
    </Page>
  )
}

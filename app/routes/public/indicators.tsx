import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type IndicatorBoard,
  type Place,
  readIndicatorBoard,
  readIndicatorPlaces,
} from '#app/services/regional/queries/indicator-board.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { IndicatorSheets } from '#app/ui/regional/indicator-sheets.tsx'

type View = { board: IndicatorBoard | null; places: Place[] }

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }): Promise<View> => {
  const place = url.searchParams.get('place')
  const [board, places] = await Promise.all([
    readIndicatorBoard(ctx, place, url.searchParams.get('year')),
    readIndicatorPlaces(ctx),
  ])
  // A place that was named must be there; none named and no registry yet: the page says so.
  return { board: place === null ? board : orNotFound(board), places }
})

export const meta = pageMeta(
  (t) => t('regional.title'),
  (t) => t('regional.lead'),
)

export default function Indicators() {
  const { board, places } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      {board === null ? (
        <Sheet>
          <h1>{t('regional.title')}</h1>
          <p>{t('regional.none')}</p>
        </Sheet>
      ) : (
        <IndicatorSheets board={board} places={places} />
      )}
    </Page>
  )
}

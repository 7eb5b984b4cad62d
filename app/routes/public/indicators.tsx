import { useLoaderData } from '@remix-run/react'
import { quartersOfYear } from '#app/domain/burden/quarter-asked.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type PlaceBurden, placeBurden } from '#app/services/burden/queries/burden.server.ts'
import {
  type IndicatorBoard,
  indicatorPlaces,
  type Place,
  readIndicatorBoard,
} from '#app/services/regional/queries/indicator-board.server.ts'
import { readAll, readOne } from '#app/services/shared/read-together.server.ts'
import { PlaceBurdenSheet } from '#app/ui/burden/place-burden.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { IndicatorSheets } from '#app/ui/regional/indicator-sheets.tsx'

type View = { board: IndicatorBoard | null; burden: PlaceBurden[]; places: Place[] }

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }): Promise<View> => {
  const place = url.searchParams.get('place')
  const board = await readIndicatorBoard(ctx, place, url.searchParams.get('year'))
  // A place that was named must be there; none named and no registry yet: the page says so.
  const shown = place === null ? board : orNotFound(board)
  if (shown === null) return { board: null, burden: [], places: await readOne(ctx.db, indicatorPlaces(ctx)) }
  const { burden, places } = await readAll(ctx.db, {
    burden: placeBurden(shown.here.code, quartersOfYear(shown.year, dayOf(ctx.now))),
    places: indicatorPlaces(ctx),
  })
  return { board: shown, burden, places }
})

export const meta = pageMeta(
  (t) => t('regional.title'),
  (t) => t('regional.lead'),
)

export default function Indicators() {
  const { board, burden, places } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      {board === null ? (
        <Sheet>
          <h1>{t('regional.title')}</h1>
          <p>{t('regional.none')}</p>
        </Sheet>
      ) : (
        <>
          <IndicatorSheets board={board} places={places} />
          <PlaceBurdenSheet quarters={burden} />
        </>
      )}
    </Page>
  )
}

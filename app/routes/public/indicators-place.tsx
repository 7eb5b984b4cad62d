import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { quartersOfYear } from '#app/domain/burden/quarter-asked.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type PlaceBurden, readPlaceBurden } from '#app/services/burden/queries/burden.server.ts'
import { type IndicatorBoard, readIndicatorBoard } from '#app/services/regional/queries/indicator-board.server.ts'
import { PlaceBurdenSheet } from '#app/ui/burden/place-burden.tsx'
import { Page } from '#app/ui/layout/page.tsx'
import { IndicatorSheets } from '#app/ui/regional/indicator-sheets.tsx'

type View = { board: IndicatorBoard; burden: PlaceBurden[] }
const params = z.object({ code: z.string().regex(/^\d{2,12}$/) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, url, params: { code } }): Promise<View> => {
  const board = orNotFound(await readIndicatorBoard(ctx, code, url.searchParams.get('year')))
  return { board, burden: await readPlaceBurden(ctx, code, quartersOfYear(board.year, dayOf(ctx.now))) }
})

export const meta = pageMeta<View>((t, { board: { here, year } }) => t('regional.of', { name: here.name, year }))

export default function IndicatorsOfPlace() {
  const { board, burden } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.indicators(), text: t('regional.title') },
        ...board.within.map(({ code, name }) => ({ to: `${paths.indicatorsOf(code)}?year=${board.year}`, text: name })),
      ]}
    >
      <IndicatorSheets board={board} />
      <PlaceBurdenSheet quarters={burden} />
    </Page>
  )
}

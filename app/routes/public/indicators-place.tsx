import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type IndicatorBoard, readIndicatorBoard } from '#app/services/regional/queries/indicator-board.server.ts'
import { Page } from '#app/ui/layout/page.tsx'
import { IndicatorSheets } from '#app/ui/regional/indicator-sheets.tsx'

const params = z.object({ code: z.string().regex(/^\d{2,12}$/) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, url, params: { code } }) =>
  orNotFound(await readIndicatorBoard(ctx, code, url.searchParams.get('year'))),
)

export const meta = pageMeta<IndicatorBoard>((t, { here, year }) => t('regional.of', { name: here.name, year }))

export default function IndicatorsOfPlace() {
  const board = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.indicators(), text: t('regional.title') },
        ...board.within.map(({ code, name }) => ({ to: `${paths.indicatorsOf(code)}?year=${board.year}`, text: name })),
      ]}
    >
      <IndicatorSheets board={board} />
    </Page>
  )
}

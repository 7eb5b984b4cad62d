import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readCallAgreement } from '#app/services/statistics/queries/agreement-picture.server.ts'
import { readCallFigures, readCallPicture } from '#app/services/statistics/queries/call-picture.server.ts'
import { Folded } from '#app/ui/folded.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { FileLinks } from '#app/ui/ledger/file-links.tsx'
import { AgreementSheet } from '#app/ui/statistics/agreement-sheet.tsx'
import { FunnelChart, FunnelTable, StepChart, StepTable } from '#app/ui/statistics/step-charts.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ callNo: z.string().max(40) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { callNo } }) => {
  const [figures, agreement, all] = await Promise.all([
    readCallFigures(ctx, callNo),
    readCallAgreement(ctx, callNo),
    readCallPicture(ctx, { year: null, region: null }),
  ])
  return { ...orNotFound(figures), medians: all.medians, agreement }
})

export const meta = pageMeta<{ title: string }>((t, { title }) => `${t('statistics.calls.ofCall.title')} · ${title}`)

/** One call in figures, beside the middle of all calls. */
export default function CallFiguresPage() {
  const { callNo, title, rungs, days, medians, agreement } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.calls(), text: t('common.nav.calls') },
        { to: paths.call(callNo), text: callNo },
      ]}
    >
      <Sheet>
        <p className="hint-inline">{t('statistics.calls.ofCall.title')}</p>
        <h1>
          <Typed>{title}</Typed>
        </h1>
        <h2>{t('statistics.calls.funnel')}</h2>
        {rungs.sealed === null ? (
          <p>{t('statistics.calls.ofCall.sealedYet')}</p>
        ) : (
          <>
            <FunnelChart counts={rungs} />
            <h3>{t('statistics.table')}</h3>
            <Folded label={t('statistics.table')}>
              <FunnelTable counts={rungs} />
            </Folded>
          </>
        )}
      </Sheet>
      <Sheet labelledBy="steps">
        <h2 id="steps">{t('statistics.calls.ofCall.steps')}</h2>
        <StepChart days={days} medians={medians} />
        <h3>{t('statistics.table')}</h3>
        <Folded label={t('statistics.table')}>
          <StepTable days={days} medians={medians} />
        </Folded>
        <FileLinks to={(format) => paths.pictureFile('calls', format)} label={t('statistics.calls.ofCall.files')} />
        <p className="more">
          <A to={paths.callPicture()}>{t('statistics.calls.title')}</A>
        </p>
      </Sheet>
      {agreement === null ? null : <AgreementSheet agreement={agreement} />}
    </Page>
  )
}

import { useLoaderData } from '@remix-run/react'
import { callMethods, instruments, serviceFields } from '#app/domain/call/terms.ts'
import { licenceUrl } from '#app/domain/open-data/write-package.ts'
import { listFileRows } from '#app/http/open-list/list-file.server.ts'
import { pageMeta } from '#app/http/meta.ts'
import { publisher, recordOfCall } from '#app/http/open-data.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readBundle } from '#app/services/open-data/queries/bundle.server.ts'
import { readOverview } from '#app/services/open-data/queries/overview.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { CodeTable, FieldTable } from '#app/ui/open-data/fields.tsx'
import { Everything } from '#app/ui/open-data/everything.tsx'
import { DataSets, Reading } from '#app/ui/open-data/data-sets.tsx'
import { ListSets } from '#app/ui/open-data/list-sets.tsx'
import { Identifiers, Versions } from '#app/ui/open-data/promises.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => {
  const { exampleNo, ...overview } = await readOverview(ctx.db)
  const bundle = await readBundle(ctx.db)
  const { baseUrl, ocidPrefix, grantPrefix } = publisher()
  return {
    ...overview,
    bundle:
      bundle === undefined ? null : { size: bundle.size, sha256: bundle.sha256, madeAt: bundle.madeAt.toISOString() },
    rowsMax: listFileRows,
    example: exampleNo === null ? null : recordOfCall(exampleNo),
    site: { baseUrl, ocidPrefix, grantPrefix },
    codes: { methods: callMethods, instruments, fields: serviceFields },
  }
})

export const meta = pageMeta(
  (t) => t('openData.title'),
  (t) => t('openData.description'),
)

/** What is published for machines, for people: what there is, how to read it, what may be done with it. */
export default function OpenData() {
  const { processes, releases, lastAt, example, site, codes, rowsMax, bundle } = useLoaderData<typeof loader>()
  const t = useT()
  const { instant } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('openData.title')}</h1>
        <p>{t('openData.lead')}</p>
        {lastAt === null ? (
          <p className="notice">{t('openData.empty')}</p>
        ) : (
          <Figures
            items={[
              { label: t('openData.figure.processes'), value: processes },
              { label: t('openData.figure.releases'), value: releases },
              { label: t('openData.figure.lastAt'), value: instant(lastAt) },
            ]}
          />
        )}
      </Sheet>
      <Everything bundle={bundle} />
      <DataSets example={example} hasData={lastAt !== null} />
      <Reading baseUrl={site.baseUrl} />
      <ListSets rowsMax={rowsMax} />
      <Sheet labelledBy="fields">
        <h2 id="fields">{t('openData.content.title')}</h2>
        <p>{t('openData.content.lead')}</p>
        <FieldTable />
        <p>{t('openData.content.money')}</p>
        <p>{t('openData.content.codes')}</p>
        <CodeTable codes={codes} />
        <p>{t('openData.grants.what')}</p>
      </Sheet>
      <Sheet labelledBy="never">
        <h2 id="never">{t('openData.never.title')}</h2>
        <ul>
          <li>{t('openData.never.people')}</li>
          <li>{t('openData.never.bids')}</li>
          <li>{t('openData.never.drafts')}</li>
        </ul>
        <p>{t('openData.never.free')}</p>
      </Sheet>
      <Identifiers {...site} />
      <Sheet labelledBy="licence">
        <h2 id="licence">{t('openData.licence.title')}</h2>
        <p>{t('openData.licence.text')}</p>
        <p>{t('openData.licence.cite', { address: `${site.baseUrl}/open-data` })}</p>
        <p>
          <a href={licenceUrl}>{t('openData.licence.link')}</a>
        </p>
      </Sheet>
      <Versions />
    </Page>
  )
}

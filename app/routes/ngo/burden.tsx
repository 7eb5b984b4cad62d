import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOwnBurden } from '#app/services/burden/queries/burden.server.ts'
import { BurdenDefinitions, BurdenFigures, BurdenTable, ChooseQuarter } from '#app/ui/burden/burden-parts.tsx'
import { PaperItem } from '#app/ui/burden/paper-item.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, url, params: { id } }) =>
  orNotFound(await readOwnBurden(ctx, id, url.searchParams.get('quarter'))),
)

export const meta = pageMeta((t) => t('burden.own.title'))

export default function OwnBurdenPage() {
  const { id, name, quarterOn, quarters, sum, byKind, byBody, papers, kinds } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('burden.own.title')}</h1>
        <p>{t('burden.own.lead')}</p>
        <ChooseQuarter action={paths.ngoBurden(id)} quarterOn={quarterOn} quarters={quarters} />
        {papers.length === 0 ? <p>{t('burden.own.none')}</p> : <BurdenFigures sum={sum} />}
      </Sheet>
      {papers.length === 0 ? null : (
        <>
          <Sheet labelledBy="kinds">
            <h2 id="kinds">{t('burden.own.byKind')}</h2>
            <BurdenTable rows={byKind} of={t('burden.kind')} caption={t('burden.own.byKind')} />
          </Sheet>
          <Sheet labelledBy="bodies">
            <h2 id="bodies">{t('burden.own.byBody')}</h2>
            <BurdenTable rows={byBody} of={t('burden.body')} caption={t('burden.own.byBody')} />
          </Sheet>
          <Sheet labelledBy="list">
            <h2 id="list">{t('burden.own.list')}</h2>
            {sum.papers > papers.length ? (
              <p className="hint">{t('burden.own.listMax', { count: papers.length })}</p>
            ) : null}
            <ul className="rows">
              {papers.map((paper, index) => (
                <PaperItem key={index} paper={paper} organizationId={id} />
              ))}
            </ul>
          </Sheet>
        </>
      )}
      <BurdenDefinitions kinds={kinds} />
    </Page>
  )
}

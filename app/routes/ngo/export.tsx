import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { organizationTables } from '#app/domain/export/table.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readExportPage } from '#app/services/export/queries/export-page.server.ts'
import { ExportForm } from '#app/ui/export-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader(
  { may: 'organization', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id } }) => orNotFound(await readExportPage(ctx, id)),
)

export const meta = pageMeta((t) => t('export.title'))

export default function OrganizationExport() {
  const { id, name } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('export.title')}</h1>
        <p>{t('export.lead')}</p>
        <p>{t('export.sealed')}</p>
        <p className="notice">{t('export.owners')}</p>
        <ExportForm intent="export" to={paths.organizationZip(id)} />
      </Sheet>
      <Sheet>
        <h2>{t('export.contents')}</h2>
        <p>{organizationTables.map((kind) => t(`export.table.${kind}`)).join(t('import.comma'))}</p>
      </Sheet>
    </Page>
  )
}

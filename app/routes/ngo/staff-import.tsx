import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { uploadForm } from '#app/domain/import/schema.ts'
import { takeImport } from '#app/http/import-upload.server.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readImportStart } from '#app/services/import/queries/start-page.server.ts'
import { StartImport } from '#app/ui/import/start-import.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readImportStart(ctx, { kind: 'STAFF', organizationId: id })),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    upload: on(uploadForm, ({ ctx, params: { id }, input: { file } }) =>
      takeImport(ctx, { kind: 'STAFF', organizationId: id }, file),
    ),
  },
)

export const meta = pageMeta((t) => t('import.title.STAFF'))

export default function StaffImport() {
  const { id, name, open } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.ngoOrganization(id), text: name },
        { to: paths.ngoStaff(id), text: t('staff.title') },
      ]}
    >
      <StartImport kind="STAFF" open={open} />
    </Page>
  )
}

import { useLoaderData } from '@remix-run/react'
import { uploadForBodyForm } from '#app/domain/import/schema.ts'
import { takeImport } from '#app/http/import-upload.server.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRegistryImportStart } from '#app/services/import/queries/start-page.server.ts'
import { StartImport } from '#app/ui/import/start-import.tsx'
import { Page } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx }) => {
  const view = await readRegistryImportStart(ctx)
  return orNotFound(view.bodies.length === 0 ? undefined : view)
})

export const action = pageAction(
  { may: 'body', takesFile: true },
  {
    upload: on(uploadForBodyForm, ({ ctx, input: { bodyId, file } }) =>
      takeImport(ctx, { kind: 'ORGANIZATIONS', bodyId }, file),
    ),
  },
)

export const meta = pageMeta((t) => t('import.title.ORGANIZATIONS'))

export default function OrganizationsImport() {
  const { bodies, open } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.registry(), text: t('registry.title') }]}>
      <StartImport kind="ORGANIZATIONS" open={open} bodies={bodies} />
    </Page>
  )
}

import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { renameSchema } from '#app/domain/organization/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readNamesPage } from '#app/services/organization/queries/names-page.server.ts'
import { renameOrganization } from '#app/services/organization/rename.server.ts'
import { DateField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { FormerNames } from '#app/ui/organization/former-names.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readNamesPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    rename: on(renameSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await renameOrganization(ctx, id, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoNames(id), 'organization.toast.renamed') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('organization.names.title'))

export default function NamesPage() {
  const { id, name, since, documentNo, version, former, mayRename, needsDocument } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('rename')
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('organization.names.title')}</h1>
        <p>
          <strong>
            <Typed>{name}</Typed>
          </strong>
        </p>
        {since === null ? null : (
          <p className="hint">
            {t('organization.names.since', { day: day(since) })}{' '}
            {documentNo === '' ? null : <Typed>{documentNo}</Typed>}
          </p>
        )}
        {former.length === 0 ? <p>{t('organization.names.none')}</p> : <FormerNames names={former} />}
      </Sheet>
      {mayRename ? (
        <Sheet>
          <h2>{t('organization.names.change')}</h2>
          <p>{t('organization.names.lead')}</p>
          <PostForm form={form} version={version}>
            <TextField form={form} name="newName" label={t('organization.names.newName')} maxLength={80} />
            <DateField form={form} name="since" label={t('organization.names.from')} />
            <TextField
              form={form}
              name="documentNo"
              label={t('organization.names.document')}
              hint={t('organization.names.documentHint')}
              maxLength={80}
              optional={!needsDocument}
            />
            <Submit>{t('organization.names.submit')}</Submit>
          </PostForm>
        </Sheet>
      ) : (
        <Sheet>
          <p>{t('organization.names.ownersOnly')}</p>
        </Sheet>
      )}
    </Page>
  )
}

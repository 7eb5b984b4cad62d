import { useLoaderData } from '@remix-run/react'
import { callParams, documentForm, removeDocumentForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { attachDocument } from '#app/services/call/attach-document.server.ts'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { removeDocument } from '#app/services/call/remove-document.server.ts'
import { FileField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ErrorSummary, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  return { id: row.id, version: row.version, title: row.title, documents: row.documents }
})

export const action = pageAction(
  { may: 'officer', params: callParams, takesFile: true },
  {
    attach: on(documentForm, async ({ ctx, params, input }) => {
      const outcome = await attachDocument(ctx, { callId: params.callId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCallDocuments(params.callId), 'call.toast.uploaded')
        : outcome
    }),
    remove: on(removeDocumentForm, async ({ ctx, params, input }) => {
      const outcome = await removeDocument(ctx, { callId: params.callId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCallDocuments(params.callId), 'call.toast.removed')
        : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.documents.title'))

export default function CallDocuments() {
  const { id, version, title, documents } = useLoaderData<typeof loader>()
  const t = useT()
  const { bytes } = useFormat()
  const attach = useFormState('attach')
  const remove = useFormState('remove')
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('call.documents.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('call.documents.lead')}</p>
        <ErrorSummary form={remove} />
        {documents.length === 0 ? (
          <p>{t('call.documents.none')}</p>
        ) : (
          <ul className="files">
            {documents.map((document) => (
              <li key={document.id}>
                <span>
                  <A to={paths.file(document.fileId)} download={document.name}>
                    <Typed>{document.title}</Typed>
                  </A>{' '}
                  <small>
                    <Typed>{document.name}</Typed> · {bytes(document.size)}
                  </small>
                </span>
                <form method="post">
                  <input type="hidden" name="version" value={version} />
                  <input type="hidden" name="documentId" value={document.id} />
                  <button
                    type="submit"
                    className="quiet small"
                    name="intent"
                    value="remove"
                    aria-label={t('call.documents.removeLabel', { title: document.title })}
                  >
                    {t('common.action.remove')}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        )}
        <h2>{t('call.documents.add')}</h2>
        <PostForm form={attach} version={version} withFiles>
          <TextField form={attach} name="title" label={t('call.documents.fileTitle')} maxLength={80} />
          <FileField form={attach} name="file" label={t('call.documents.file')} hint={t('call.documents.fileHint')} />
          <div className="actions">
            <Submit>{t('call.documents.upload')}</Submit>
            <A className="button quiet" to={paths.bureauCall(id)}>
              {t('call.bureau.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}

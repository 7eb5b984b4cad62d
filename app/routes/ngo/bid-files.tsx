import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { documentProblems, filesMax } from '#app/domain/bid/ready.ts'
import { attachDocumentInput, removeFileInput, uploadInput } from '#app/domain/bid/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { attachDocument } from '#app/services/bid/attach-document.server.ts'
import { attachFile, removeFile } from '#app/services/bid/attach-file.server.ts'
import { contentView } from '#app/services/bid/content-view.ts'
import type { FileView } from '#app/services/bid/queries/form-view.ts'
import { askedOf, bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { type KeptDocument, readDocuments } from '#app/services/organization/queries/documents.server.ts'
import { BidFiles as Files } from '#app/ui/bid/bid-content.tsx'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { Missing } from '#app/ui/bid/problems.tsx'
import { FileField, SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { DocumentFacts, useDocumentName } from '#app/ui/organization/documents.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (bid.draft === undefined) throw goTo(ctx, paths.ngoBid(bidId))
  return {
    head: bidHead(bid),
    files: contentView(bid.draft.content, bid).files,
    problems: documentProblems(bid.draft.content, askedOf(bid)),
    kept: await readDocuments(ctx, bid.organization.id),
    mayEdit: bid.may.edit,
    now: ctx.now.toISOString(),
  }
})

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    upload: on(uploadInput, async ({ ctx, params: { bidId }, input }) => {
      const attached = await attachFile(ctx, { bidId, ...input })
      return attached.ok ? redirectWithToast(ctx, paths.ngoBidFiles(bidId), 'bid.toast.attached') : attached
    }),
    attach: on(attachDocumentInput, async ({ ctx, params: { bidId }, input }) => {
      const attached = await attachDocument(ctx, { bidId, ...input })
      return attached.ok ? redirectWithToast(ctx, paths.ngoBidFiles(bidId), 'bid.toast.attached') : attached
    }),
    remove: on(removeFileInput, async ({ ctx, params: { bidId }, input }) => {
      const removed = await removeFile(ctx, { bidId, ...input })
      return removed.ok ? redirectWithToast(ctx, paths.ngoBidFiles(bidId), 'bid.toast.removed') : removed
    }),
  },
)

export const meta = pageMeta((t) => t('bid.tasks.files'))

export default function BidFiles() {
  const { head, files, problems, kept, mayEdit, now } = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const upload = useFormState('upload')
  const remove = useFormState('remove')
  const documentName = useDocumentName()
  const fileTo = (fileId: string) => paths.ngoBidFile(head.id, fileId)
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{t('bid.tasks.files')}</h1>
        <BidHead head={head} now={now} />
        {mayEdit ? (
          <>
            <p>{t('bid.files.intro', { max: filesMax })}</p>
            <Missing problems={problems} bidId={head.id} />
            {files.length === 0 ? (
              <p>{t('common.file.none')}</p>
            ) : (
              <ul className="tasks">
                {files.map(({ fileId, name, size, document }) => (
                  <li key={fileId}>
                    <div>
                      {document === null ? null : <strong>{documentName(document)} </strong>}
                      <A to={fileTo(fileId)} download>
                        <Typed>{name}</Typed>
                      </A>{' '}
                      <small>{format.bytes(size)}</small>
                      {document === null ? null : <DocumentFacts document={document} />}
                    </div>
                    <ActionButton form={remove} fields={{ fileId }} quiet>
                      {t('common.action.remove')}
                    </ActionButton>
                  </li>
                ))}
              </ul>
            )}
            {files.length >= filesMax ? (
              <p className="notice">{t('bid.files.full', { max: filesMax })}</p>
            ) : (
              <>
                <AttachKept kept={kept} organizationId={head.organization.id} attached={files} />
                <PostForm form={upload} withFiles>
                  <FileField form={upload} name="file" label={t('bid.files.add')} hint={t('bid.files.kinds')} />
                  <Submit>{t('bid.files.upload')}</Submit>
                </PostForm>
              </>
            )}
          </>
        ) : (
          <Files files={files} fileTo={fileTo} />
        )}
        <div className="actions">
          <A to={paths.ngoBid(head.id)} className="button quiet">
            {t('bid.files.done')}
          </A>
        </div>
      </Sheet>
    </Page>
  )
}

/** A certificate that the organization keeps is attached by choosing it: a copy goes into the bid. */
function AttachKept({
  kept,
  attached,
  organizationId,
}: {
  kept: readonly KeptDocument[]
  attached: readonly FileView[]
  organizationId: string
}) {
  const t = useT()
  const format = useFormat()
  const name = useDocumentName()
  const form = useFormState('attach')
  const isAttached = ({ kind, title, number, validUntil }: KeptDocument) =>
    attached.some(
      ({ document }) =>
        document?.kind === kind &&
        document.title === title &&
        document.number === number &&
        document.validUntil === validUntil,
    )
  const options = kept
    .filter((document) => !isAttached(document))
    .map((document) => {
      const until =
        document.validUntil === null
          ? t('application.documents.lasting')
          : t('application.documents.until', { day: format.day(document.validUntil) })
      return { value: document.id, label: `${name(document)} · ${until}` }
    })
  return (
    <section>
      <h2>{t('application.documents.attachTitle')}</h2>
      {options.length === 0 ? null : (
        <PostForm form={form}>
          <SelectField
            form={form}
            name="documentId"
            label={t('application.documents.choose')}
            placeholder={t('call.form.choose')}
            options={options}
          />
          <Submit quiet>{t('application.documents.attach')}</Submit>
        </PostForm>
      )}
      <p>
        {kept.length === 0 ? t('application.documents.noneKept') : null}{' '}
        <A to={`${paths.ngoOrganization(organizationId)}#documents`}>{t('application.documents.toProfile')}</A>
      </p>
    </section>
  )
}

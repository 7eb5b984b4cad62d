import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { filesMax } from '#app/domain/bid/ready.ts'
import { removeFileInput, uploadInput } from '#app/domain/bid/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { attachFile, removeFile } from '#app/services/bid/attach-file.server.ts'
import { contentView } from '#app/services/bid/content-view.ts'
import { bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { BidFiles as Files } from '#app/ui/bid/bid-content.tsx'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { FileField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (bid.draft === undefined) throw goTo(ctx, paths.ngoBid(bidId))
  return {
    head: bidHead(bid),
    files: contentView(bid.draft.content, bid).files,
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
    remove: on(removeFileInput, async ({ ctx, params: { bidId }, input }) => {
      const removed = await removeFile(ctx, { bidId, ...input })
      return removed.ok ? redirectWithToast(ctx, paths.ngoBidFiles(bidId), 'bid.toast.removed') : removed
    }),
  },
)

export const meta = pageMeta((t) => t('bid.tasks.files'))

export default function BidFiles() {
  const { head, files, mayEdit, now } = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const upload = useFormState('upload')
  const remove = useFormState('remove')
  const fileTo = (fileId: string) => paths.ngoBidFile(head.id, fileId)
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{t('bid.tasks.files')}</h1>
        <BidHead head={head} now={now} />
        {mayEdit ? (
          <>
            <p>{t('bid.files.intro', { max: filesMax })}</p>
            {files.length === 0 ? (
              <p>{t('common.file.none')}</p>
            ) : (
              <ul className="tasks">
                {files.map(({ fileId, name, size }) => (
                  <li key={fileId}>
                    <span>
                      <A to={fileTo(fileId)} download>
                        <Typed>{name}</Typed>
                      </A>{' '}
                      <small>{format.bytes(size)}</small>
                    </span>
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
              <PostForm form={upload} withFiles>
                <FileField form={upload} name="file" label={t('bid.files.add')} hint={t('bid.files.kinds')} />
                <Submit>{t('bid.files.upload')}</Submit>
              </PostForm>
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

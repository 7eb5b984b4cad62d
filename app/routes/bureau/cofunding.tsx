import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { confirmForm, refuseForm } from '#app/domain/cofunding/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { decideReceipt } from '#app/services/cofunding/decide-receipt.server.ts'
import {
  type CofundingPage,
  type ReceiptView,
  readCofundingPage,
} from '#app/services/cofunding/queries/cofunding-page.server.ts'
import { CofundingTable } from '#app/ui/cofunding/cofunding-table.tsx'
import { ReceiptTable } from '#app/ui/cofunding/receipt-table.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readCofundingPage(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    confirm: on(confirmForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await decideReceipt(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCofunding(id), 'cofunding.toast.confirmed') : outcome
    }),
    refuse: on(refuseForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await decideReceipt(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCofunding(id), 'cofunding.toast.refused') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: CofundingPage) => `${t('cofunding.title')} · ${page.title}`)

export default function BureauCofunding() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.id), text: page.title }]}>
      <Sheet>
        <h1>{t('cofunding.title')}</h1>
        <p>{t('cofunding.bureauLead')}</p>
        <CofundingTable rows={page.rows} />
      </Sheet>
      <Sheet labelledBy="receipts">
        <h2 id="receipts">{t('cofunding.receipts')}</h2>
        {page.receipts.length === 0 ? (
          <p>{t('cofunding.noReceipts')}</p>
        ) : (
          <ReceiptTable
            receipts={page.receipts}
            more={(receipt) =>
              receipt.state === 'RECORDED' && page.may.decide ? <Deciding receipt={receipt} /> : null
            }
          />
        )}
      </Sheet>
    </Page>
  )
}

function Deciding({ receipt }: { receipt: ReceiptView }) {
  const t = useT()
  const confirm = useFormState('confirm')
  const form = useRowForm('refuse', 'receiptId', receipt.id)
  return (
    <>
      <ActionButton form={confirm} fields={{ receiptId: receipt.id }}>
        {t('cofunding.confirm')}
      </ActionButton>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('cofunding.refuse')}</summary>
        <PostForm form={form}>
          <input type="hidden" name="receiptId" value={receipt.id} />
          <TextArea form={form} name="reason" label={t('cofunding.refuseReason')} max={300} rows={3} />
          <Submit quiet>{t('cofunding.refuse')}</Submit>
        </PostForm>
      </details>
    </>
  )
}

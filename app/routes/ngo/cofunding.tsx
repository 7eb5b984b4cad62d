import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { nameForm, receiptForm } from '#app/domain/cofunding/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { nameProject } from '#app/services/cofunding/decide-receipt.server.ts'
import { type CofundingPage, readCofundingPage } from '#app/services/cofunding/queries/cofunding-page.server.ts'
import { recordReceipt } from '#app/services/cofunding/record-receipt.server.ts'
import { CofundingTable } from '#app/ui/cofunding/cofunding-table.tsx'
import { ReceiptTable } from '#app/ui/cofunding/receipt-table.tsx'
import { DateField, FileField, MoneyField, SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readCofundingPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    record: on(receiptForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordReceipt(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoCofunding(id), 'cofunding.toast.recorded') : outcome
    }),
    name: on(nameForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await nameProject(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoCofunding(id), 'cofunding.toast.named') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: CofundingPage) => `${t('cofunding.title')} · ${page.title}`)

export default function NgoCofunding() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const name = useFormState('name')
  const nameable = page.may.name ? page.rows.filter(({ mayBeNamed, isNamed }) => mayBeNamed || isNamed) : []
  return (
    <Page
      crumbs={[
        { to: paths.ngoProjects(), text: t('project.mine') },
        { to: paths.ngoProject(page.id), text: page.title },
      ]}
    >
      <Sheet>
        <h1>{t('cofunding.title')}</h1>
        <p>{t('cofunding.ngoLead')}</p>
        <CofundingTable rows={page.rows} />
        {nameable.length === 0 ? null : (
          <>
            <h2>{t('cofunding.naming')}</h2>
            <p className="hint">{t('cofunding.namingHint')}</p>
            {nameable.map(({ id, giver, isNamed }) => (
              <ActionButton key={id} form={name} quiet fields={{ cofundingId: id, isNamed: isNamed ? 'no' : 'yes' }}>
                {t(isNamed ? 'cofunding.unname' : 'cofunding.name', { giver })}
              </ActionButton>
            ))}
          </>
        )}
      </Sheet>
      <Sheet labelledBy="receipts">
        <h2 id="receipts">{t('cofunding.receipts')}</h2>
        {page.receipts.length === 0 ? <p>{t('cofunding.noReceipts')}</p> : <ReceiptTable receipts={page.receipts} />}
        {page.may.record ? <Recording page={page} /> : null}
      </Sheet>
    </Page>
  )
}

function Recording({ page }: { page: CofundingPage }) {
  const t = useT()
  const { money } = useFormat()
  const [only] = page.rows
  const form = useFormState('record', {
    receivedOn: page.today,
    cofundingId: page.rows.length === 1 ? (only?.id ?? '') : '',
  })
  return (
    <>
      <h3>{t('cofunding.record')}</h3>
      <PostForm form={form} withFiles>
        <SelectField
          form={form}
          name="cofundingId"
          label={t('cofunding.which')}
          placeholder={t('bid.budget.chooseKind')}
          options={page.rows.map(({ id, kind, giver, amountFen }) => ({
            value: id,
            label: t('cofunding.option', {
              name: giver === '' ? t(`cofunding.kind.${kind}`) : giver,
              promised: money(amountFen),
            }),
          }))}
        />
        <DateField form={form} name="receivedOn" label={t('cofunding.column.receivedOn')} />
        <MoneyField form={form} name="amount" label={t('cofunding.amountYuan')} />
        <FileField form={form} name="file" label={t('cofunding.column.voucher')} hint={t('cofunding.voucherHint')} />
        <Submit>{t('cofunding.record')}</Submit>
      </PostForm>
    </>
  )
}

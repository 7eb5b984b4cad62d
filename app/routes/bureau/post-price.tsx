import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { itemFactors } from '#app/domain/post-price/price.ts'
import { ruleForm, ruleStep } from '#app/domain/post-price/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readStandardPage, type StandardPage } from '#app/services/post-price/queries/standards.server.ts'
import { approveStandard, saveStandard } from '#app/services/post-price/standard.server.ts'
import { DateField, MoneyField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { StandardTable } from '#app/ui/post-price/standard-table.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ ruleId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { ruleId } }) =>
  orNotFound(await readStandardPage(ctx, ruleId)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    save: on(ruleForm, async ({ ctx, params: { ruleId }, input }) => {
      const outcome = await saveStandard(ctx, { ruleId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPostPrice(ruleId), 'post-price.toast.saved') : outcome
    }),
    approve: on(ruleStep, async ({ ctx, params: { ruleId }, input }) => {
      const outcome = await approveStandard(ctx, { ruleId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPostPrice(ruleId), 'post-price.toast.approved') : outcome
    }),
  },
)

export const meta = pageMeta((t, { version }: StandardPage) => t('post-price.version', { version }))

export default function PostPrice() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const approve = useFormState('approve')
  return (
    <Page
      crumbs={[
        { to: paths.desk(), text: t('common.nav.desk') },
        { to: paths.bureauPostPrices(), text: t('post-price.standards') },
      ]}
    >
      <Sheet>
        <h1>{t('post-price.version', { version: page.version })}</h1>
        <p>
          <Typed>{page.bodyName}</Typed> · {t(`post-price.state.${page.state}`)} ·{' '}
          {t('post-price.validFrom', { day: day(page.validFrom) })}
        </p>
        <p className="hint">
          <Mixed text={t('post-price.by', { name: page.draftedBy })} />
          {page.approvedBy === null ? null : <Mixed text={t('post-price.approvedBy', { name: page.approvedBy })} />}
        </p>
        {page.may.edit ? (
          <Editing page={page} />
        ) : (
          <>
            {page.sourceZh === '' ? null : (
              <p>
                {t('post-price.column.source')} <Typed>{page.sourceZh}</Typed>
              </p>
            )}
            <StandardTable items={page.items} />
          </>
        )}
        {page.may.approve ? (
          <>
            <p>{t('post-price.approveLead')}</p>
            <ActionButton form={approve} version={page.rowVersion}>
              {t('post-price.approve')}
            </ActionButton>
          </>
        ) : page.state === 'DRAFT' ? (
          <p className="hint">{t('post-price.waits')}</p>
        ) : null}
      </Sheet>
    </Page>
  )
}

const emptyItem = { factor: 'EDUCATION', labelZh: '', labelEn: '', amount: '', percent: '' }

function Editing({ page }: { page: StandardPage }) {
  const t = useT()
  const form = useFormState('save', {
    validFrom: page.validFrom,
    sourceZh: page.sourceZh,
    sourceEn: page.sourceEn,
    items: page.items.map(({ factor, labelZh, labelEn, fen, bps }) => ({
      factor,
      labelZh,
      labelEn,
      amount: fen === null ? '' : fenToYuanText(toFen(BigInt(fen))),
      percent: bps === null ? '' : String(bps / 100),
    })),
  })
  return (
    <PostForm form={form} version={page.rowVersion}>
      <EnterSaves />
      <DateField form={form} name="validFrom" label={t('post-price.validFromLabel')} />
      <TextField form={form} name="sourceZh" label={t('post-price.sourceLabel')} hint={t('post-price.sourceHint')} />
      <TextField form={form} name="sourceEn" label={t('post-price.sourceEnLabel')} optional />
      <p className="hint">{t('post-price.itemsHint')}</p>
      {Array.from({ length: form.rows('items') }, (_, index) => (
        <ItemRow key={index} form={form} index={index} />
      ))}
      <p>
        <AddRow form={form} name="items" row={emptyItem}>
          {t('common.action.add')}
        </AddRow>
      </p>
      <div className="actions">
        <Submit>{t('post-price.save')}</Submit>
      </div>
    </PostForm>
  )
}

function ItemRow({ form, index }: { form: FormState; index: number }) {
  const t = useT()
  const name = (field: string) => `items[${index}].${field}`
  const number = index + 1
  return (
    <fieldset className="row price-item" id={rowId(form, 'items', index)}>
      <legend>{t('post-price.item', { number })}</legend>
      <SelectField
        form={form}
        name={name('factor')}
        label={t('post-price.column.factor')}
        options={itemFactors.map((value) => ({ value, label: t(`post-price.factor.${value}`) }))}
      />
      <TextField form={form} name={name('labelZh')} label={t('post-price.labelZh')} />
      <TextField form={form} name={name('labelEn')} label={t('post-price.labelEn')} optional />
      <MoneyField
        form={form}
        name={name('amount')}
        label={t('post-price.amount')}
        optional={t('post-price.orPercent')}
      />
      <TextField
        form={form}
        name={name('percent')}
        label={t('post-price.percent')}
        optional={t('post-price.orAmount')}
        inputMode="decimal"
        className="short num"
        autoComplete="off"
      />
      <RemoveRow form={form} name="items" index={index} label={t('post-price.removeItem', { number })}>
        {t('common.action.remove')}
      </RemoveRow>
    </fieldset>
  )
}

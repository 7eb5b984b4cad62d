import { randomUUID } from 'node:crypto'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  conditions,
  giftForm,
  giftStep,
  noteMax,
  receiveGiftForm,
  giftUseForm,
  valuations,
} from '#app/domain/gift/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type GiftRow, readGifts } from '#app/services/gift/queries/gifts.server.ts'
import { receiveGift, stateGift, enterUse, withdrawGift } from '#app/services/gift/state-gift.server.ts'
import {
  DateField,
  EmailField,
  FileField,
  MoneyField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
} from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { GiftSheet } from '#app/ui/gift/gift-sheet.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) => ({
  ...orNotFound(await readGifts(ctx, id)),
  key: randomUUID(),
}))

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    state: on(giftForm, async ({ ctx, params: { id: projectId }, input }) => {
      const outcome = await stateGift(ctx, { projectId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoGifts(projectId), 'gift.toast.stated') : outcome
    }),
    withdraw: on(giftStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawGift(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoGifts(id), 'gift.toast.withdrawn') : outcome
    }),
    receive: on(receiveGiftForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await receiveGift(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoGifts(id), 'gift.toast.received') : outcome
    }),
    use: on(giftUseForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await enterUse(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoGifts(id), 'gift.toast.used') : outcome
    }),
  },
)

export const meta = pageMeta((t, { title }: { title: string }) => `${t('gift.title')} · ${title}`)

export default function NgoGifts() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const withdraw = useFormState('withdraw')
  return (
    <Page crumbs={[{ to: paths.ngoProject(page.id), text: page.title }]}>
      <Sheet>
        <h1>{t('gift.title')}</h1>
        <p>{t('gift.lead')}</p>
        {page.gifts.length === 0 ? <p>{t('gift.empty')}</p> : null}
      </Sheet>
      {page.gifts.map((gift) => (
        <GiftSheet key={gift.id} gift={gift}>
          {gift.may.receive ? <Receive gift={gift} today={page.today} /> : null}
          {gift.may.use ? <Use gift={gift} today={page.today} /> : null}
          {gift.may.withdraw ? (
            <ActionButton form={withdraw} version={gift.version} quiet fields={{ giftId: gift.id }}>
              {t('gift.withdraw')}
            </ActionButton>
          ) : null}
        </GiftSheet>
      ))}
      {page.mayState ? <New formKey={page.key} /> : null}
    </Page>
  )
}

type One = { gift: GiftRow; today: string }

function Receive({ gift, today }: One) {
  const t = useT()
  const form = useRowForm('receive', 'giftId', gift.id, { on: today })
  return (
    <>
      <h3>{t('gift.receive')}</h3>
      <PostForm form={form} version={gift.version} withFiles>
        <input type="hidden" name="giftId" value={gift.id} />
        <DateField form={form} name="on" label={t('gift.on')} />
        <FileField form={form} name="file" label={t('gift.file')} hint={t('gift.fileHint')} />
        <Submit>{t('gift.receive')}</Submit>
      </PostForm>
    </>
  )
}

function Use({ gift, today }: One) {
  const t = useT()
  const form = useRowForm('use', 'giftId', gift.id, { on: today })
  return (
    <>
      <h3>{t('gift.use')}</h3>
      <PostForm form={form}>
        <input type="hidden" name="giftId" value={gift.id} />
        <NumberField form={form} name="quantity" label={`${t('gift.quantity')} (${gift.unit})`} />
        <TextField form={form} name="what" label={t('gift.useWhat')} hint={t('gift.useWhatHint')} />
        <DateField form={form} name="on" label={t('gift.on')} />
        <Submit>{t('gift.use')}</Submit>
      </PostForm>
    </>
  )
}

function New({ formKey }: { formKey: string }) {
  const t = useT()
  const form = useFormState('state', { key: formKey })
  return (
    <Sheet labelledBy="new">
      <h2 id="new">{t('gift.new')}</h2>
      <p>{t('gift.newLead')}</p>
      <PostForm form={form}>
        <input type="hidden" name="key" value={form.value('key')} />
        <TextField form={form} name="what" label={t('gift.what')} />
        <NumberField form={form} name="quantity" label={t('gift.quantity')} />
        <TextField form={form} name="unit" label={t('gift.unit')} hint={t('gift.unitHint')} />
        <SelectField
          form={form}
          name="condition"
          label={t('gift.conditionLabel')}
          placeholder={t('gift.choose')}
          options={conditions.map((value) => ({ value, label: t(`gift.condition.${value}`) }))}
        />
        <MoneyField form={form} name="value" label={t('gift.value')} />
        <SelectField
          form={form}
          name="valuation"
          label={t('gift.valuationLabel')}
          placeholder={t('gift.choose')}
          options={valuations.map((value) => ({ value, label: t(`gift.valuation.${value}`) }))}
        />
        <TextArea
          form={form}
          name="valuationNote"
          label={t('gift.valuationNote')}
          hint={t('gift.valuationNoteHint')}
          max={noteMax}
          rows={2}
        />
        <TextField form={form} name="giverName" label={t('gift.giverName')} autoComplete="off" />
        <EmailField
          form={form}
          name="giverEmail"
          label={t('gift.giverEmail')}
          hint={t('gift.giverEmailHint')}
          autoComplete="off"
        />
        <Submit>{t('gift.send')}</Submit>
      </PostForm>
    </Sheet>
  )
}

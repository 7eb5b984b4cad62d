import { appointedMax, noteMax } from '#app/domain/panel/schema.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { SeatingPage } from '#app/services/panel/queries/seating-page.server.ts'
import { Checkbox, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const kinds = ['EMPLOYMENT', 'CONTROL', 'KINSHIP', 'COLLABORATION', 'OTHER'] as const

/** Ties the organiser knows of: pinned, they count whatever the judge declares. */
export function Pins({ page }: { page: SeatingPage }) {
  const t = useT()
  const td = useDynamicT()
  const form = useFormState('pin')
  return (
    <Sheet labelledBy="pins">
      <h2 id="pins">{t('panel.pin.title')}</h2>
      <p>{t('panel.pin.intro')}</p>
      <ul>
        {page.pins.map((pin) => (
          <li key={`${pin.code}-${pin.organization}`}>
            {pin.code} · <Typed>{pin.organization}</Typed> · {td(`panel.conflict.${pin.kind}`)} ·{' '}
            <Typed>{pin.reason}</Typed>
          </li>
        ))}
      </ul>
      {page.may.pin ? (
        <details open={form.wasRefused}>
          <summary>{t('panel.pin.add')}</summary>
          <PostForm form={form}>
            <SelectField
              form={form}
              name="seatId"
              label={t('panel.board.judge')}
              placeholder={t('panel.page.choose')}
              options={page.seats
                .filter(({ isRecused }) => !isRecused)
                .map(({ seatId, code, name }) => ({ value: seatId, label: `${code} · ${name}` }))}
            />
            <SelectField
              form={form}
              name="bidId"
              label={t('panel.page.list')}
              placeholder={t('panel.page.choose')}
              options={page.board.bids.map(({ id, code, organization }) => ({
                value: id,
                label: `${code} · ${organization}`,
              }))}
            />
            <SelectField
              form={form}
              name="kind"
              label={t('panel.pin.kind')}
              placeholder={t('panel.page.choose')}
              options={kinds.map((value) => ({ value, label: td(`panel.conflict.${value}`) }))}
            />
            <TextArea form={form} name="reason" label={t('panel.pin.reason')} max={noteMax} rows={2} />
            <Submit grave>{t('panel.pin.submit')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}

/** A member of the body takes a seat as its representative. */
export function Representative({ page }: { page: SeatingPage }) {
  const t = useT()
  const form = useFormState('represent')
  return (
    <details open={form.wasRefused}>
      <summary>{t('panel.bureau.represent')}</summary>
      <p>{t(page.asks.mayBuyerChair ? 'panel.bureau.representMayChair' : 'panel.bureau.representIntro')}</p>
      <PostForm form={form}>
        <SelectField
          form={form}
          name="accountId"
          label={t('panel.bureau.representative')}
          placeholder={t('panel.page.choose')}
          options={page.people.map(({ accountId, name }) => ({ value: accountId, label: name }))}
        />
        {page.asks.mayBuyerChair ? <Checkbox form={form} name="asChair" label={t('panel.bureau.seatAsChair')} /> : null}
        <Submit quiet>{t('panel.bureau.seat')}</Submit>
      </PostForm>
    </details>
  )
}

/** Why somebody is chosen without a draw. */
export function AppointedReason({ form }: { form: FormState }) {
  const t = useT()
  return (
    <TextField
      form={form}
      name="reason"
      label={t('panel.bureau.appointedReason')}
      maxLength={appointedMax}
      optional={t('panel.bureau.appointedWhen')}
    />
  )
}

import { venueKinds, venueMax, weekdayName, weekdays } from '#app/domain/venue/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import { MoneyField, NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

export function VenueFields({ form }: { form: FormState }) {
  const t = useT()
  return (
    <>
      <TextField form={form} name="unit" label={t('venue.label.unit')} maxLength={venueMax.unit} />
      <TextField form={form} name="name" label={t('venue.label.name')} maxLength={venueMax.name} />
      <SelectField
        form={form}
        name="kind"
        label={t('venue.label.kind')}
        options={venueKinds.map((value) => ({ value, label: t(`venue.kind.${value}`) }))}
      />
      <TextField form={form} name="address" label={t('venue.label.address')} maxLength={venueMax.address} />
      <NumberField form={form} name="capacity" label={t('venue.label.capacity')} />
      <TextArea
        form={form}
        name="description"
        label={t('venue.label.description')}
        max={venueMax.description}
        rows={3}
      />
      <MoneyField form={form} name="fee" label={t('venue.label.fee')} hint={t('venue.label.feeHint')} />
      <MoneyField form={form} name="fullFee" label={t('venue.label.fullFee')} />
      <fieldset>
        <legend>{t('venue.label.hours')}</legend>
        <p className="hint">{t('venue.label.hoursHint')}</p>
        {weekdays.map((weekday) => (
          <div key={weekday} className="pair">
            <TextField
              form={form}
              name={`hours.${weekday}.opens`}
              type="time"
              className="short"
              label={t('venue.label.opens', { day: t(`venue.weekday.${weekdayName(Number(weekday))}`) })}
              optional
            />
            <TextField
              form={form}
              name={`hours.${weekday}.closes`}
              type="time"
              className="short"
              label={t('venue.label.closes', { day: t(`venue.weekday.${weekdayName(Number(weekday))}`) })}
              optional
            />
          </div>
        ))}
      </fieldset>
    </>
  )
}

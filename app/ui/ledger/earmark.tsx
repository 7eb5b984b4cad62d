import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Limits = { fields: readonly string[]; instruments: readonly string[]; uses: readonly string[] }

/** What a fund may be used for, in words; nothing where nothing is ruled out. */
export function Earmark({ fields, instruments, uses }: Limits) {
  const t = useT()
  const dynamic = useDynamicT()
  if (fields.length + instruments.length + uses.length === 0) return null
  return (
    <dl className="facts">
      {fields.length === 0 ? null : (
        <div>
          <dt>{t('fund.fields')}</dt>
          <dd>{fields.map((field) => dynamic(`common.field.${field}`)).join(t('fund.shareJoin'))}</dd>
        </div>
      )}
      {instruments.length === 0 ? null : (
        <div>
          <dt>{t('fund.instruments')}</dt>
          <dd>{instruments.map((each) => dynamic(`call.instrument.${each}`)).join(t('fund.shareJoin'))}</dd>
        </div>
      )}
      {uses.length === 0 ? null : (
        <div>
          <dt>{t('fund.uses')}</dt>
          <dd>
            <ul>
              {uses.map((use) => (
                <li key={use}>
                  <Typed>{use}</Typed>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  )
}

import type { FormReply } from '#app/http/form-reply.ts'
import type { AskedPeriod } from '#app/http/asked-period.ts'
import { periodWordText } from '#app/http/period-text.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { DateField } from '#app/ui/form/fields.tsx'
import { formState } from '#app/ui/form/form-state.ts'
import { ErrorSummary } from '#app/ui/form/post-form.tsx'

/** Which period: one of the years, quarters and months there are, or days of one's own. `keep`: what the address says besides. */
export function PeriodForm({ asked, keep = {} }: { asked: AskedPeriod; keep?: Readonly<Record<string, string>> }) {
  const t = useT()
  const locale = useLocale()
  const { typed, errors, choices, period } = asked
  const reply = (names: readonly string[]): FormReply | undefined => {
    const mine = Object.fromEntries(Object.entries(errors).filter(([name]) => names.includes(name)))
    return Object.keys(mine).length === 0
      ? undefined
      : { kind: 'form-reply', intent: 'period', values: { ...typed }, errors: mine, refusal: undefined }
  }
  const own = formState('period', reply(['from', 'to']), { from: period?.from ?? '', to: period?.to ?? '' })
  const word = formState('period', reply(['period']), {})
  const kept = Object.entries(keep).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
  const groups = [
    ['years', choices.years],
    ['quarters', choices.quarters],
    ['months', choices.months],
  ] as const
  const isNamed = period !== null && period.word !== 'own'
  const known = groups.some(([, words]) => words.includes(typed.period))
  return (
    <div className="period">
      <ErrorSummary form={word} labels={{ period: t('statement.period') }} />
      <form method="get" className="search-line">
        {kept}
        <div className="field">
          <label htmlFor="period-period">{t('statement.period')}</label>
          <select id="period-period" name="period" defaultValue={typed.period}>
            {known ? null : (
              <option value={isNamed ? typed.period : ''}>
                {isNamed ? periodWordText(typed.period, locale) : '—'}
              </option>
            )}
            {groups.map(([group, words]) => (
              <optgroup key={group} label={t(`statement.periodGroup.${group}`)}>
                {words.map((each) => (
                  <option key={each} value={each}>
                    {periodWordText(each, locale)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <button type="submit" className="quiet">
          {t('statement.show')}
        </button>
      </form>
      <details open={typed.period === 'own' || own.wasRefused ? true : undefined}>
        <summary>{t('statement.own')}</summary>
        <form method="get" noValidate>
          <ErrorSummary form={own} labels={{ from: t('statement.from'), to: t('statement.to') }} />
          {kept}
          <input type="hidden" name="period" value="own" />
          <div className="days">
            <DateField form={own} name="from" label={t('statement.from')} />
            <DateField form={own} name="to" label={t('statement.to')} />
          </div>
          <button type="submit" className="quiet">
            {t('statement.showOwn')}
          </button>
        </form>
      </details>
    </div>
  )
}

/** The same period elsewhere: what to put behind an address. */
export function periodQuery(
  { typed }: Pick<AskedPeriod, 'typed'>,
  keep: Readonly<Record<string, string>> = {},
): string {
  const asked = typed.period === 'own' ? typed : { period: typed.period }
  const query = new URLSearchParams({ ...keep, ...asked }).toString()
  return query === '' ? '' : `?${query}`
}

import type { AmendmentView } from '#app/services/call/queries/amendments.server.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** What was changed, field by field, and why. */
export function Amendment({ amendment }: { amendment: AmendmentView }) {
  const t = useT()
  const text = useDynamicT()
  const { instant, money, deadline, day } = useFormat()
  const written = (field: string, value: string): string =>
    field === 'ceiling_fen'
      ? money(value)
      : field === 'bid_deadline_at'
        ? deadline(value)
        : field.endsWith('_on')
          ? day(value)
          : value
  return (
    <section>
      {amendment.publishedAt === null ? null : (
        <h3>{t('call.amendment.number', { number: amendment.number, at: instant(amendment.publishedAt) })}</h3>
      )}
      <TypedText text={amendment.reason} />
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('call.amendment.field')}</th>
            <th scope="col">{t('call.amendment.from')}</th>
            <th scope="col">{t('call.amendment.to')}</th>
          </tr>
        </thead>
        <tbody>
          {amendment.changes.map(({ field, from, to }) => (
            <tr key={field}>
              <th scope="row">{text(`call.amendment.fields.${field}`)}</th>
              <td data-label={t('call.amendment.from')}>
                <Typed>{written(field, from)}</Typed>
              </td>
              <td data-label={t('call.amendment.to')}>
                <Typed>{written(field, to)}</Typed>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {amendment.publishedAt === null ? null : (
        <p className="note">{t('call.amendment.told', { count: amendment.told })}</p>
      )}
    </section>
  )
}

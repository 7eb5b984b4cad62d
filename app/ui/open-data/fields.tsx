import { useDynamicT, useT } from '#app/i18n/provider.tsx'

const reference = 'https://standard.open-contracting.org/1.1/en/schema/reference/'

/** Our things and where OCDS has them, with the place in its reference. */
const fields = [
  { thing: 'process', field: 'ocid', anchor: 'release' },
  { thing: 'need', field: 'planning', anchor: 'planning' },
  { thing: 'call', field: 'tender', anchor: 'tender' },
  { thing: 'amendments', field: 'tender.amendments', anchor: 'amendment' },
  { thing: 'bids', field: 'bids', anchor: '' },
  { thing: 'awards', field: 'awards', anchor: 'award' },
  { thing: 'contracts', field: 'contracts', anchor: 'contract' },
  { thing: 'milestones', field: 'contracts.implementation.milestones', anchor: 'milestone' },
  { thing: 'transactions', field: 'contracts.implementation.transactions', anchor: 'transaction' },
  { thing: 'parties', field: 'parties', anchor: 'parties' },
] as const
const bidExtension = 'https://extensions.open-contracting.org/en/extensions/bids/v1.1.5/'

export function FieldTable() {
  const t = useT()
  return (
    <>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('openData.content.ours')}</th>
            <th scope="col">{t('openData.content.field')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ thing, field, anchor }) => (
            <tr key={thing}>
              <td>{t(`openData.content.${thing}`)}</td>
              <td className="reason">
                <a href={anchor === '' ? bidExtension : `${reference}#${anchor}`}>
                  <code>{field}</code>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('openData.content.standards')}</h3>
      <ul>
        <li>
          <a href="https://standard.open-contracting.org/1.1/en/">{t('openData.content.ocds')}</a>
        </li>
        <li>
          <a href="https://standard.threesixtygiving.org/en/latest/">{t('openData.content.giving')}</a>
        </li>
      </ul>
    </>
  )
}

type Codes = Record<'methods' | 'instruments' | 'fields', readonly string[]>

/** Our own words in the data, with what they mean. */
export function CodeTable({ codes }: { codes: Codes }) {
  const t = useT()
  const dynamic = useDynamicT()
  const rows = [
    ...codes.methods.map((code) => [code, `call.method.${code}`] as const),
    ...codes.instruments.map((code) => [code, `project.instrument.${code}`] as const),
    ...codes.fields.map((code) => [code, `common.field.${code}`] as const),
  ]
  return (
    <details>
      <summary>{t('openData.content.code')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('openData.content.code')}</th>
            <th scope="col">{t('openData.content.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([code, text]) => (
            <tr key={code}>
              <td className="reason">
                <code>{code}</code>
              </td>
              <td>{dynamic(text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

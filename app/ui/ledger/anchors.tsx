import { useT } from '#app/i18n/provider.tsx'
import type { Anchor } from '#app/services/ledger/queries/books.server.ts'
import { useFormat } from '#app/ui/format.ts'

/** The newest links of the chain of daily digests. */
export function Anchors({ anchors }: { anchors: readonly Anchor[] }) {
  const t = useT()
  const { day, number } = useFormat()
  if (anchors.length === 0) return <p>{t('books.chainEmpty')}</p>
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('books.dayColumn')}</th>
          <th scope="col" className="num">
            {t('books.entries')}
          </th>
          <th scope="col">{t('books.digest')}</th>
        </tr>
      </thead>
      <tbody>
        {anchors.map((anchor) => (
          <tr key={anchor.day}>
            <td>{day(anchor.day)}</td>
            <td className="num" data-label={t('books.entries')}>
              {number(anchor.entries)}
            </td>
            <td data-label={t('books.digest')}>
              <code className="hash">{anchor.digest}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

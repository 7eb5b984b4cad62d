import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** The whole period as a file: `to` makes the address of a format. */
export function FileLinks({ to, query }: { to: (format: string) => string; query: string }) {
  const t = useT()
  return (
    <ul className="meta downloads" aria-label={t('statement.files')}>
      <li>{t('statement.files')}</li>
      <li>
        <A to={to('xlsx') + query} download>
          {t('statement.xlsx')}
        </A>
      </li>
      <li>
        <A to={to('csv') + query} download>
          {t('statement.csv')}
        </A>
      </li>
    </ul>
  )
}

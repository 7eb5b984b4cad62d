import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** The whole period (or what `label` says) as a file: `to` makes the address of a format. */
export function FileLinks({
  to,
  query = '',
  label,
}: {
  to: (format: string) => string
  query?: string
  label?: string
}) {
  const t = useT()
  const title = label ?? t('statement.files')
  return (
    <ul className="meta downloads" aria-label={title}>
      <li>{title}</li>
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

import { useLocation } from '@remix-run/react'
import { paths } from '#app/http/paths.ts'
import { listFilePath, listFormats, type ListName } from '#app/domain/open-data/list/names.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

type Props = {
  list: ListName | 'search'
  /** Narrowed by this, and not as the page is. */
  filter?: Readonly<Record<string, string>>
  /** Says which list: it is not the one above. */
  isOther?: boolean
}

/** Below a public list: all of it, as it is narrowed now, as a file. */
export function ListFiles({ list, filter, isOther = false }: Props) {
  const t = useT()
  const href = useHref()
  const { search } = useLocation()
  const query = new URLSearchParams(filter ?? search)
  for (const name of ['after', 'page']) query.delete(name)
  const asked = query.size === 0 ? '' : `?${query.toString()}`
  return (
    <p className="hint">
      {isOther ? t('openList.downloadOther', { list: t(`openList.list.${list}`) }) : t('openList.download')}{' '}
      {listFormats.map((format) => (
        <span key={format}>
          <a href={href(listFilePath(list, format)) + asked} rel="nofollow">
            {t(`openList.format.${format}`)}
          </a>{' '}
          ·{' '}
        </span>
      ))}
      <A to={paths.openData()}>{t('openList.about')}</A>
    </p>
  )
}

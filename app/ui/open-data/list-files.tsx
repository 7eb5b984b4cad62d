import { useLocation } from '@remix-run/react'
import { paths } from '#app/http/paths.ts'
import { listFilePath, listFormats, type ListName } from '#app/domain/open-data/list/names.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** Below a public list: all of it, as it is narrowed now, as a file. */
export function ListFiles({ list }: { list: ListName }) {
  const t = useT()
  const href = useHref()
  const query = new URLSearchParams(useLocation().search)
  query.delete('after')
  const asked = query.size === 0 ? '' : `?${query.toString()}`
  return (
    <p className="hint">
      {t('openList.download')}{' '}
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

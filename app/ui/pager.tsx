import { useLocation } from '@remix-run/react'
import { withoutLocale } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** Pages of a long list by cursor (`?after=`): on to the next rows, and back to the first. Keeps every other parameter. */
export function Pager({ next }: { next: string | undefined }) {
  const t = useT()
  const { pathname, search } = useLocation()
  const here = withoutLocale(pathname)
  const isFirst = !new URLSearchParams(search).has('after')
  if (isFirst && next === undefined) return null
  const link = (after: string | undefined) => {
    const query = new URLSearchParams(search)
    query.delete('after')
    if (after !== undefined) query.set('after', after)
    const text = query.toString()
    return text === '' ? here : `${here}?${text}`
  }
  return (
    <nav className="pager" aria-label={t('common.nav.pages')}>
      {isFirst ? <span /> : <A to={link(undefined)}>{t('common.nav.first')}</A>}
      {next === undefined ? null : (
        <A to={link(next)} rel="next">
          {t('common.nav.next')}
        </A>
      )}
    </nav>
  )
}

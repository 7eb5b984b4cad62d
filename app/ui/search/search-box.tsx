import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'

/** One box. It asks by address (GET), so an answer can be kept, sent on and gone back to. */
export function SearchBox({ q, hint, children }: { q?: string; hint?: boolean; children?: ReactNode }) {
  const t = useT()
  const href = useHref()
  return (
    <form className="search-box" role="search" action={href(paths.search())}>
      <label htmlFor="q">{t('search.label')}</label>
      {hint ? (
        <span className="hint" id="q-hint">
          {t('search.hint')}
        </span>
      ) : null}
      <div className="together">
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={q}
          maxLength={100}
          autoComplete="off"
          enterKeyHint="search"
          data-suggest={href(paths.searchSuggest())}
          data-suggest-label={t('search.suggest.label')}
          data-suggest-count={t('search.suggest.count', { count: '{count}' })}
          data-suggest-none={t('search.suggest.none')}
          aria-describedby={hint ? 'q-hint' : undefined}
        />
        <button type="submit">{t('common.action.search')}</button>
      </div>
      {children}
    </form>
  )
}

import type { SearchAsk } from '#app/domain/search/ask.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

/** A search's feed, and where it has deadlines its calendar. `query`: its address part. */
export function FollowLinks({ of, query }: { of: SearchAsk['of']; query: string }) {
  const t = useT()
  return (
    <ul className="plain-list">
      <li>
        <A to={paths.searchFeed() + query} type="application/atom+xml">
          {t('search.feed.link')}
        </A>
      </li>
      {of === 'projects' ? (
        <li>
          <A to={paths.searchDeadlines() + query} type="text/calendar">
            {t('search.calendar.link')}
          </A>
        </li>
      ) : null}
    </ul>
  )
}

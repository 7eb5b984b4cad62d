import { calendarText } from '#app/domain/search/icalendar.ts'
import { askQuery, readProjectAsk } from '#app/domain/search/ask.ts'
import { formatInstant } from '#app/domain/shared/day.ts'
import { freshText } from '#app/http/fresh-text.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { searchName } from '#app/http/search-name.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'
import { readAskNames } from '#app/services/search/ask-names.server.ts'
import { readDeadlines } from '#app/services/search/deadlines.server.ts'
import { searchEngine } from '#search/query/engine.server.ts'

/** The deadlines of a search as a calendar: of every call in it that takes bids. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url, request }) => {
  const ask = { ...readProjectAsk(url.searchParams), sort: 'best', page: 1 } as const
  const [rows, names] = await Promise.all([readDeadlines(ctx.db, searchEngine(), ask), readAskNames(ctx.db, ask)])
  const t = translator(ctx.locale)
  const base = publicUrl().replace(/\/$/, '')
  const at = (path: string) => base + localize(path, ctx.locale)
  const text = calendarText({
    name: t('search.calendar.title', { name: searchName(t, ctx.locale, { of: 'projects', ask }, names) }),
    description: t('search.calendar.description'),
    url: at(paths.search() + askQuery(ask)),
    events: rows.map((row) => ({
      uid: `call-deadline-${row.id}@${new URL(base).hostname}`,
      sequence: row.changes,
      changedAt: row.changedAt,
      startsAt: row.deadlineAt,
      summary: t(row.isSuspended ? 'search.calendar.suspended' : 'search.calendar.deadline', { title: row.title }),
      description: t(row.isSuspended ? 'search.calendar.suspendedAbout' : 'search.calendar.about', {
        no: row.no,
        bodyName: ctx.locale === 'en' && row.body.en !== '' ? row.body.en : row.body.zh,
        when: formatInstant(row.deadlineAt, ctx.locale, { withWeekday: true, withZone: true }),
        url: at(paths.call(row.no)),
      }),
      url: at(paths.call(row.no)),
      isOff: row.isSuspended,
    })),
  })
  return freshText(request, {
    text,
    mediaType: 'text/calendar; charset=utf-8',
    changedAt: undefined,
    name: 'deadlines.ics',
  })
})

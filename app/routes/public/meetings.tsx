import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { readMeetingKinds } from '#app/services/meeting/queries/meeting-kinds.server.ts'
import { readPublicMeetings } from '#app/services/meeting/queries/meetings.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { MeetingRows } from '#app/ui/meeting/meeting-rows.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { regionLabel } from '#app/ui/region-select.tsx'
import { Filters } from '#app/ui/search/facet.tsx'

const times = ['coming', 'past'] as const

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const { searchParams } = url
  const regions = await readRegionOptions(ctx)
  const kinds = await readMeetingKinds(ctx)
  const when = times.find((known) => known === searchParams.get('when'))
  const kind = kinds.find(({ code }) => code === searchParams.get('kind'))?.code
  const region = regions.find(({ code }) => code === searchParams.get('region'))?.code
  const found = await readPublicMeetings(ctx, { when, kind, region, after: searchParams.get('after') })
  return { ...found, when, kind, region, regions, kinds: kinds.map(({ code, name }) => ({ code, name })) }
})

export const meta = pageMeta<unknown>(
  (t) => t('meeting.title'),
  (t) => t('meeting.lead'),
)

export default function Meetings() {
  const { meetings, next, when, kind, region, regions, kinds } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const rest = { ...(kind === undefined ? {} : { kind }), ...(region === undefined ? {} : { region }) }
  const link = (value: (typeof times)[number] | undefined, text: string) => {
    const query = new URLSearchParams({ ...(value === undefined ? {} : { when: value }), ...rest }).toString()
    return (
      <A
        to={query === '' ? paths.meetings() : `${paths.meetings()}?${query}`}
        aria-current={when === value || undefined}
      >
        {text}
      </A>
    )
  }
  return (
    <Page crumbs={[{ to: paths.needs(), text: t('need.title') }]}>
      <h1>{t('meeting.title')}</h1>
      <p>{t('meeting.lead')}</p>
      <div className="with-side facets">
        <Filters setCount={[when, kind, region].filter((set) => set !== undefined).length}>
          <nav className="facet" aria-label={t('meeting.when')}>
            {link(undefined, t('call.list.all'))}
            {times.map((known) => (
              <span key={known}>{link(known, t(`meeting.time.${known}`))}</span>
            ))}
          </nav>
          <form method="get" action={href(paths.meetings())} aria-label={t('call.list.filters')}>
            {when === undefined ? null : <input type="hidden" name="when" value={when} />}
            <div className="field">
              <label htmlFor="kind">{t('meeting.kind')}</label>
              <select id="kind" name="kind" defaultValue={kind ?? ''}>
                <option value="">{t('meeting.allKinds')}</option>
                {kinds.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
            <div className="field">
              <label htmlFor="region">{t('need.where')}</label>
              <select id="region" name="region" defaultValue={region ?? ''}>
                <option value="">{t('call.list.allRegions')}</option>
                {regions.map((option) => (
                  <option key={option.id} value={option.code}>
                    {regionLabel(option)}
                  </option>
                ))}
              </select>
            </div>
            <button type="submit" className="quiet">
              {t('common.action.filter')}
            </button>
          </form>
        </Filters>
        <Sheet labelledBy="found">
          <h2 id="found" className="unseen">
            {when === undefined ? t('call.list.all') : t(`meeting.time.${when}`)}
          </h2>
          {meetings.length === 0 ? <p>{t('meeting.none')}</p> : <MeetingRows meetings={meetings} to={paths.meeting} />}
          <Pager next={next} />
          <ListFiles list="meetings" />
        </Sheet>
      </div>
    </Page>
  )
}

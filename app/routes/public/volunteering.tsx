import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOpenCallouts } from '#app/services/volunteer/queries/volunteers.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { CalloutRows } from '#app/ui/volunteer/callout-rows.tsx'

const after = z.uuid().optional().catch(undefined)

export const loader = pageLoader({ may: 'anyone' }, ({ ctx, url }) =>
  readOpenCallouts(ctx, after.parse(url.searchParams.get('after') ?? undefined)),
)

export const meta = pageMeta(
  (t) => t('volunteer.title'),
  (t) => t('volunteer.lead'),
)

export default function Volunteering() {
  const { callouts, next, mine } = useLoaderData<typeof loader>()
  const t = useT()
  const { deadline } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('volunteer.title')}</h1>
        <p>{t('volunteer.lead')}</p>
        {callouts.length === 0 ? (
          <p>{t('volunteer.none')}</p>
        ) : (
          <CalloutRows rows={callouts} pathOf={paths.callout} heading="h2" />
        )}
        <Pager next={next} />
        <ListFiles list="volunteering" />
        <p>
          <A to={paths.certificateCheck()}>{t('volunteer.check.title')}</A>
        </p>
      </Sheet>
      {mine.length === 0 ? null : (
        <Sheet labelledBy="mine">
          <h2 id="mine">{t('volunteer.mine')}</h2>
          <ul className="rows">
            {mine.map((row) => (
              <li key={row.code}>
                <h3>
                  <A to={paths.ownSignup(row.code)}>
                    <Typed>{row.title}</Typed>
                  </A>
                </h3>
                <p>
                  {deadline(row.startsAt)}
                  {row.isCancelled ? ` · ${t('volunteer.own.signedOff')}` : null}
                </p>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </Page>
  )
}

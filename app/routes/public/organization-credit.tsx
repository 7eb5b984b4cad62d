import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readEventDraft } from '#app/services/credit/queries/credit-board.server.ts'
import { readCredit } from '#app/services/credit/queries/credit-page.server.ts'
import { EventList } from '#app/ui/credit/event-list.tsx'
import { Standing } from '#app/ui/credit/standing.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) => ({
  credit: orNotFound(await readCredit(ctx, id)),
  mayEnter: ctx.actor.bodies.length > 0 && (await readEventDraft(ctx, id)) !== null,
}))

export const meta = pageMeta((t, { credit }: { credit: { name: string } }) => t('credit.of', { name: credit.name }))

export default function OrganizationCredit() {
  const { credit, mayEnter } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.credit(), text: t('credit.title') },
        { to: paths.organization(credit.id), text: credit.name },
      ]}
    >
      <Standing credit={credit} />
      <Sheet labelledBy="events">
        <h2 id="events">{t('credit.events')}</h2>
        <EventList events={credit.events} />
        <ListFiles list="credit-events" filter={{ organization: credit.id }} />
        {credit.correctedOn.map((on, index) => (
          <p key={`${on} ${index}`} className="hint">
            {t('credit.corrected', { day: day(on) })}
          </p>
        ))}
        {mayEnter ? (
          <p>
            <A to={paths.creditEnter(credit.id)}>{t('credit.form.title')}</A>
          </p>
        ) : null}
      </Sheet>
    </Page>
  )
}

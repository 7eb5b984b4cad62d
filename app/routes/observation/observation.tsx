import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOwnObservation } from '#app/services/observation/queries/observations.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ObservationCard } from '#app/ui/observation/observation-card.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readOwnObservation(ctx, id)),
)

export const meta = pageMeta((t) => t('observation.own'))

export default function OwnObservation() {
  const { observation, project } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.project(project.projectNo), text: project.title }]}>
      <Sheet>
        <h1>{t('observation.own')}</h1>
        {observation.state === 'OPEN' ? (
          <p className="notice">{t('observation.waits', { day: day(observation.dueOn) })}</p>
        ) : null}
        {observation.state === 'RAISED' ? <p className="notice">{t('observation.raised')}</p> : null}
        <h2>{t('observation.made')}</h2>
        <ul className="rows">
          <ObservationCard observation={observation} />
        </ul>
      </Sheet>
    </Page>
  )
}

import { useLoaderData } from '@remix-run/react'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOversight } from '#app/services/project/queries/oversight.server.ts'
import { CallStateTag } from '#app/ui/call/call-state.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { ProjectRows } from '#app/ui/project/project-rows.tsx'
import { ObjectionTag } from '#app/ui/project/tags.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx, url }) => {
  const { nextCursor, ...page } = await readOversight(ctx, url.searchParams.get('after'))
  return {
    ...page,
    nextCursor: nextCursor ?? null,
    isSupervisor: bodiesWhere(ctx.actor, 'SUPERVISOR').length > 0,
  }
})

export const meta = pageMeta((t) => t('oversight.title'))

export default function Oversight() {
  const { rows, nextCursor, objections, calls, isSupervisor } = useLoaderData<typeof loader>()
  const t = useT()
  const { instant, deadline } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('oversight.title')}</h1>
        <p>{isSupervisor ? t('oversight.lead') : t('oversight.leadEvaluator')}</p>
        <h2>{t('oversight.objections')}</h2>
        {objections.length === 0 ? <p>{t('objection.none')}</p> : null}
        <ul className="rows">
          {objections.map((objection) => (
            <li key={objection.id}>
              <h3>
                <A to={paths.oversightProject(objection.projectId)}>
                  <Typed>{objection.projectTitle}</Typed>
                </A>
              </h3>
              <p className="meta">
                <ObjectionTag state={objection.state} /> {instant(objection.raisedAt)}
              </p>
              <TypedText text={objection.reason} />
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet labelledBy="projects">
        <h2 id="projects">{t('oversight.projects')}</h2>
        <ProjectRows rows={rows} to={paths.oversightProject} empty={t('project.list.empty')} />
        <Pager next={nextCursor ?? undefined} />
      </Sheet>
      <Sheet labelledBy="calls">
        <h2 id="calls">{t('oversight.calls')}</h2>
        {calls.length === 0 ? <p>{t('oversight.noCalls')}</p> : null}
        <ul className="rows">
          {calls.map((call) => (
            <li key={call.callNo}>
              <A to={paths.call(call.callNo)}>
                <Typed>{call.title}</Typed>
              </A>
              <ul className="meta">
                <li>{call.callNo}</li>
                <li>
                  <CallStateTag state={call.state} isClosed={call.isClosed} isSuspended={call.isSuspended} />
                </li>
                <li>{deadline(call.deadlineAt)}</li>
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

import { useLoaderData } from '@remix-run/react'
import { callLifecycle } from '#app/domain/call/lifecycle.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type BureauCallRow, readBureauCalls } from '#app/services/call/queries/bureau-calls.server.ts'
import { CallStateTag } from '#app/ui/call/call-state.tsx'
import { TimeLeftTag } from '#app/ui/call/time-left.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx, url }) => {
  const state = callLifecycle.states.find((known) => known === url.searchParams.get('state'))
  const found = await readBureauCalls(ctx, { state, after: url.searchParams.get('after') })
  return { ...found, state, states: callLifecycle.states }
})

export const meta = pageMeta<unknown>((t) => t('call.bureau.title'))

export default function BureauCalls() {
  const { calls, next, mayDraft, state, states } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <h1>{t('call.bureau.title')}</h1>
      {mayDraft ? (
        <p>
          <A className="button" to={paths.bureauCallNew()}>
            {t('call.bureau.new')}
          </A>
        </p>
      ) : null}
      <div className="with-side facets">
        <nav className="facet" aria-label={t('call.bureau.states')}>
          <A to={paths.bureauCalls()} aria-current={state === undefined || undefined}>
            {t('call.bureau.allStates')}
          </A>
          {states.map((known) => (
            <A key={known} to={`${paths.bureauCalls()}?state=${known}`} aria-current={state === known || undefined}>
              {t(`call.state.${known}`)}
            </A>
          ))}
        </nav>
        <Sheet>
          {calls.length === 0 ? (
            <>
              <p>{state === undefined ? t('call.bureau.none') : t('call.bureau.noneInState')}</p>
              {state === undefined && mayDraft ? <p>{t('call.bureau.noneHint')}</p> : null}
            </>
          ) : (
            <ul className="rows">
              {calls.map((call) => (
                <Row key={call.id} call={call} />
              ))}
            </ul>
          )}
          <Pager next={next} />
        </Sheet>
      </div>
    </Page>
  )
}

function Row({ call }: { call: BureauCallRow }) {
  const t = useT()
  const { wan, deadline } = useFormat()
  const isOpen = call.state === 'PUBLISHED' && !call.isClosed && !call.isSuspended
  return (
    <li>
      <div className="line">
        <h2>
          <A to={paths.bureauCall(call.id)}>
            <Typed>{call.title}</Typed>
          </A>
        </h2>
        <span className="money">{wan(call.budgetFen)}</span>
      </div>
      <ul className="meta">
        <li>
          <CallStateTag
            state={call.state}
            isClosed={call.isClosed}
            isSuspended={call.isSuspended}
            isRehearsal={call.isRehearsal}
          />
        </li>
        {isOpen ? (
          <li>
            <TimeLeftTag left={call.left} />
          </li>
        ) : null}
        <li>{t(`call.method.${call.method}`)}</li>
        {call.callNo === null ? null : <li>{call.callNo}</li>}
        <li>{t('call.list.until', { deadline: deadline(call.deadlineAt) })}</li>
      </ul>
    </li>
  )
}

import { useLoaderData } from '@remix-run/react'
import { callParams, cancelForm, departuresForm, reasonForm, versionForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { type BureauCall, readBureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { readNeedsBehind } from '#app/services/need/queries/needs-behind.server.ts'
import { returnCall } from '#app/services/call/return-call.server.ts'
import { setDepartures } from '#app/services/call/set-departures.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { resumeCall, suspendCall } from '#app/services/call/suspend-call.server.ts'
import { CallContentSheets } from '#app/ui/call/call-content.tsx'
import { CallHead } from '#app/ui/call/call-head.tsx'
import { CallTasks } from '#app/ui/call/call-tasks.tsx'
import { DeparturesSheet } from '#app/ui/call/departures.tsx'
import { NextSteps } from '#app/ui/call/next-steps.tsx'
import { StepsSheet } from '#app/ui/call/steps.tsx'
import { WarningsSheet } from '#app/ui/call/warnings.tsx'
import { Page } from '#app/ui/layout/page.tsx'
import { NeedsBehind } from '#app/ui/need/needs-behind.tsx'
import { TimeLimitsSheet } from '#app/ui/rules/time-limits.tsx'
import { StagePath } from '#app/ui/venture/stage-path.tsx'

export const loader = pageLoader({ may: 'body', params: callParams }, async ({ ctx, params: { callId } }) => ({
  call: orNotFound(await readBureauCall(ctx, callId)),
  needs: await readNeedsBehind(ctx, { callId }),
}))

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    submit: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await submitCall(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.submitted') : outcome
    }),
    explain: on(departuresForm, async ({ ctx, params, input }) => {
      const outcome = await setDepartures(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.explained') : outcome
    }),
    return: on(reasonForm, async ({ ctx, params, input }) => {
      const outcome = await returnCall(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.returned') : outcome
    }),
    publish: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await publishCall(ctx, { ...params, ...input })
      if (!outcome.ok) return outcome
      const toast = outcome.isRehearsal ? 'rehearsal.toast.started' : 'call.toast.published'
      return redirectWithToast(ctx, paths.bureauCall(params.callId), toast, { callNo: outcome.callNo })
    }),
    suspend: on(reasonForm, async ({ ctx, params, input }) => {
      const outcome = await suspendCall(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.suspended') : outcome
    }),
    resume: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await resumeCall(ctx, { ...params, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.resumed', { count: outcome.days })
        : outcome
    }),
    cancel: on(cancelForm, async ({ ctx, params, input }) => {
      const outcome = await cancelCall(ctx, { ...params, ...input })
      if (!outcome.ok) return outcome
      const toast = outcome.wasRehearsal ? 'rehearsal.toast.ended' : 'call.toast.cancelled'
      return redirectWithToast(ctx, paths.bureauCall(params.callId), toast)
    }),
  },
)

export const meta = pageMeta<{ call: BureauCall }>((_, { call }) => call.content.title)

export default function BureauCallPage() {
  const { call, needs } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.bureauCalls(), text: t('call.bureau.title') }]}>
      <div className="with-side">
        <div>
          <CallHead call={call} />
          {call.isBefore ? <CallTasks call={call} /> : null}
          {call.isBefore ? <WarningsSheet call={call} /> : <DeparturesSheet departures={call.departures} />}
          <CallContentSheets content={call.content} />
          <TimeLimitsSheet limits={call.limits} />
        </div>
        <aside>
          <NextSteps call={call} />
          <StagePath stages={call.stages} />
          <NeedsBehind needs={needs} />
          <StepsSheet call={call} />
        </aside>
      </div>
    </Page>
  )
}

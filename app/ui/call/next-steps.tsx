import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { BureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ApprovalPart, SubmitPart } from './approval.tsx'
import { CancelPart, SuspendPart } from './stop-forms.tsx'

const isWorking = (call: BureauCall) => call.isPublished && !call.isBefore

/** Whether anything is said to this reader about what comes next. */
export const hasSteps = (call: BureauCall) =>
  isWorking(call) ||
  call.state === 'SUBMITTED' ||
  call.may.copy ||
  call.may.submit ||
  call.may.publish ||
  call.may.return ||
  call.may.cancel

export function NextSteps({ call }: { call: BureauCall }) {
  const t = useT()
  if (!hasSteps(call)) return null
  return (
    <Sheet labelledBy="next">
      <h2 id="next">{t('call.bureau.next')}</h2>
      {call.may.submit ? <SubmitPart call={call} /> : null}
      {call.state === 'SUBMITTED' ? <ApprovalPart call={call} /> : null}
      {isWorking(call) ? <WorkPart call={call} /> : null}
      {call.may.copy ? (
        <p>
          <A to={paths.bureauCallCopy(call.id)}>{t(call.may.retender ? 'call.copy.toRetender' : 'call.copy.title')}</A>
        </p>
      ) : null}
      {call.may.suspend ? <SuspendPart call={call} /> : null}
      {call.may.cancel ? <CancelPart call={call} /> : null}
    </Sheet>
  )
}

function WorkPart({ call }: { call: BureauCall }) {
  const t = useT()
  return (
    <>
      {call.state === 'PUBLISHED' ? (
        <p>{t(call.isSuspended ? 'call.suspension.stands' : 'call.bureau.nextOpening')}</p>
      ) : null}
      {call.may.work ? (
        <ul className="plain-list">
          <li>
            <A to={paths.bureauCallQuestions(call.id)}>{t('call.questions.toPage', { count: call.unanswered })}</A>
          </li>
          {call.state === 'PUBLISHED' && !call.isSuspended ? (
            <li>
              <A to={paths.bureauCallAmend(call.id)}>{t('call.amendment.title')}</A>
            </li>
          ) : null}
          <li>
            <A to={paths.bureauOpening(call.id)}>{t('call.bureau.toOpening')}</A>
          </li>
          {call.stages.length === 0 ? null : (
            <li>
              <A to={paths.bureauStages(call.id)}>{t('venture.stages.title')}</A>
            </li>
          )}
          {call.isSingleSource ? (
            <>
              <li>
                <A to={paths.bureauReview(call.id)}>{t('review.goQualify')}</A>
              </li>
              <li>
                <A to={paths.bureauNegotiation(call.id)}>{t('single.negotiation.title')}</A>
              </li>
            </>
          ) : (
            <li>
              <A to={paths.bureauPanel(call.id)}>{t('call.bureau.toPanel')}</A>
            </li>
          )}
          {call.state === 'SCORED' || call.state === 'NOTICED' || call.state === 'AWARDED' ? (
            <li>
              <A to={paths.bureauResult(call.id)}>{t('call.bureau.toResult')}</A>
            </li>
          ) : null}
        </ul>
      ) : null}
    </>
  )
}

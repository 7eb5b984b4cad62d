import { useLoaderData } from '@remix-run/react'
import { creditMax, decisionForm, eventStep, withdrawForm } from '#app/domain/credit/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmEvent, withdrawEvent } from '#app/services/credit/enter-event.server.ts'
import { type OpenEvent, type OpenRequest, readCreditBoard } from '#app/services/credit/queries/credit-board.server.ts'
import { decideRequest } from '#app/services/credit/request.server.ts'
import { EventFigure } from '#app/ui/credit/event-list.tsx'
import { RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readCreditBoard(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    confirm: on(eventStep, async ({ ctx, input }) => {
      const outcome = await confirmEvent(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.creditBoard(), 'credit.toast.confirmed') : outcome
    }),
    withdraw: on(withdrawForm, async ({ ctx, input }) => {
      const outcome = await withdrawEvent(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.creditBoard(), 'credit.toast.withdrawn') : outcome
    }),
    decide: on(decisionForm, async ({ ctx, input: { requestId, decision, reason } }) => {
      const outcome = await decideRequest(ctx, { requestId, isGranted: decision === 'GRANT', reason })
      return outcome.ok ? redirectWithToast(ctx, paths.creditBoard(), 'credit.toast.decided') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('credit.board.title'))

export default function CreditBoard() {
  const { events, requests, isAuthority, mayEnter } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('credit.board.title')}</h1>
        <p>{t(isAuthority ? 'credit.board.lead' : 'credit.board.notAuthority')}</p>
        <p>
          <A to={paths.credit()}>{t(mayEnter ? 'credit.board.enter' : 'credit.title')}</A>
        </p>
      </Sheet>
      {isAuthority ? (
        <>
          <Sheet labelledBy="confirm">
            <h2 id="confirm">{t('credit.board.toConfirm')}</h2>
            {events.length === 0 ? <p>{t('credit.board.toConfirmNone')}</p> : null}
            <ul className="rows">
              {events.map((event) => (
                <Entered key={event.id} event={event} />
              ))}
            </ul>
          </Sheet>
          <Sheet labelledBy="requests">
            <h2 id="requests">{t('credit.board.requests')}</h2>
            {requests.length === 0 ? <p>{t('credit.board.requestsNone')}</p> : null}
            <ul className="rows">
              {requests.map((request) => (
                <Asked key={request.id} request={request} />
              ))}
            </ul>
          </Sheet>
        </>
      ) : null}
    </Page>
  )
}

function Entered({ event }: { event: OpenEvent }) {
  const t = useT()
  const { day } = useFormat()
  const confirm = useRowForm('confirm', 'eventId', event.id)
  const withdraw = useRowForm('withdraw', 'eventId', event.id)
  return (
    <li>
      <h3>
        <A to={paths.organizationCredit(event.organizationId)}>
          <Typed>{event.organizationName}</Typed>
        </A>
      </h3>
      <p>
        {t(`credit.kind.${event.kind}`)} <EventFigure event={event as Parameters<typeof EventFigure>[0]['event']} />
      </p>
      <ul className="meta">
        <li>{day(event.happenedOn)}</li>
        <li>
          <Typed>{event.documentNo}</Typed>
        </li>
        <li>
          <Typed>{event.legalBasis}</Typed>
        </li>
        {event.needsRectification ? <li>{t('credit.mustRectify')}</li> : null}
        <li>
          <Mixed text={t('credit.board.by', { name: event.recordedByName })} />
        </li>
      </ul>
      <p>
        <Typed>{event.summary}</Typed>{' '}
        {event.fileId === null ? null : <A to={paths.file(event.fileId)}>{t('credit.document')}</A>}
      </p>
      {event.mayConfirm ? (
        <PostForm form={confirm}>
          <input type="hidden" name="eventId" value={event.id} />
          <Submit>{t('credit.board.confirm')}</Submit>
        </PostForm>
      ) : null}
      {event.mayWithdraw ? (
        <details open={withdraw.wasRefused ? true : undefined}>
          <summary>{t('credit.board.withdraw')}</summary>
          <PostForm form={withdraw}>
            <input type="hidden" name="eventId" value={event.id} />
            <TextArea
              form={withdraw}
              name="reason"
              label={t('credit.board.withdrawReason')}
              max={creditMax.reason}
              rows={3}
            />
            <Submit quiet>{t('credit.board.withdraw')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

function Asked({ request }: { request: OpenRequest }) {
  const t = useT()
  const { day } = useFormat()
  const form = useRowForm('decide', 'requestId', request.id)
  return (
    <li>
      <h3>
        <A to={paths.organizationCredit(request.organizationId)}>
          <Typed>{request.organizationName}</Typed>
        </A>
      </h3>
      <ul className="meta">
        <li>{t(`credit.request.kind.${request.kind}`)}</li>
        <li>{t('credit.board.about', { kind: t(`credit.kind.${request.eventKind}`), day: day(request.eventOn) })}</li>
        <li>
          {t('credit.board.due', { day: day(request.dueOn) })}{' '}
          {request.isOverdue ? <Tag tone="due">{t('credit.board.overdue')}</Tag> : null}
        </li>
      </ul>
      <TypedText text={request.statement} />
      {request.fileId === null ? null : (
        <p>
          <A to={paths.file(request.fileId)}>{t('credit.document')}</A>
        </p>
      )}
      {request.mayDecide ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('credit.board.decide')}</summary>
          <PostForm form={form}>
            <input type="hidden" name="requestId" value={request.id} />
            <RadioGroup
              form={form}
              name="decision"
              label={t('credit.board.outcome')}
              options={(['GRANT', 'REFUSE'] as const).map((value) => ({
                value,
                label: t(`credit.board.decision.${value}`),
              }))}
            />
            <TextArea form={form} name="reason" label={t('credit.board.reason')} max={creditMax.reason} rows={3} />
            <Submit>{t('credit.board.decide')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

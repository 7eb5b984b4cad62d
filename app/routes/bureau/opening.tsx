import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { isBrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { confirmInput, failInput } from '#app/domain/bid/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { provePassword } from '#app/services/account/change-password.server.ts'
import { confirmOpening } from '#app/services/bid/confirm-opening.server.ts'
import { readOpening } from '#app/services/bid/queries/opening.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { Deadline } from '#app/ui/bid/deadline.tsx'
import { useExactInstant } from '#app/ui/bid/receipt.tsx'
import { bidTone } from '#app/ui/bid/tone.ts'
import { PasswordField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Cite } from '#app/ui/rules/cite.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { callId } }) => ({
  ...orNotFound(await readOpening(ctx, callId)),
  now: ctx.now.toISOString(),
}))

export const action = pageAction(
  { may: 'officer', params },
  {
    confirm: on(confirmInput, async ({ ctx, params: { callId }, input }) => {
      // Whoever sits at an open desk is not the officer: each confirms with their own password.
      const proven = await provePassword(ctx, input.password, 'password')
      if (!proven.ok) return proven
      const confirmed = await confirmOpening(ctx, { callId })
      if (!confirmed.ok) return confirmed
      const toast = confirmed.opened ? 'bid.toast.opened' : 'bid.toast.confirmed'
      return redirectWithToast(ctx, paths.bureauOpening(callId), toast)
    }),
    fail: on(failInput, async ({ ctx, params: { callId }, input }) => {
      const failed = await failCall(ctx, { callId, reason: input.reason })
      return failed.ok ? redirectWithToast(ctx, paths.bureauOpening(callId), 'bid.toast.failed') : failed
    }),
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { call }) =>
  t('bid.opening.metaTitle', { title: call.title }),
)

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function Opening() {
  const view = useLoaderData<typeof loader>()
  const { call, now } = view
  const t = useT()
  const format = useFormat()
  const isFailed = call.state === 'FAILED' || call.state === 'CANCELLED'
  return (
    <Page crumbs={[{ to: paths.bureauCall(call.id), text: call.callNo }]}>
      <Sheet>
        <h1>{t('bid.opening.title')}</h1>
        <p>
          <Typed>{call.title}</Typed>
        </p>
        <ul className="meta bid-head">
          <li>
            {t('bid.head.deadline')} <Deadline at={call.deadlineAt} now={now} />
          </li>
          <li>
            {t('common.money.ceiling')} {format.wan(call.ceilingFen)}
          </li>
        </ul>
        {call.openedAt !== undefined ? null : isFailed ? (
          <Failed view={view} />
        ) : view.isPastDeadline ? (
          <Ceremony view={view} />
        ) : (
          <p>{t('bid.opening.early')}</p>
        )}
      </Sheet>
      {call.openedAt === undefined ? null : <OpeningRecord view={view} />}
      {view.mayFail ? <Fail view={view} /> : null}
    </Page>
  )
}

function Failed({ view: { call } }: { view: View }) {
  const dynamic = useDynamicT()
  return (
    <div className="notice">
      <p>{dynamic(`call.state.${call.state}`)}</p>
      <TypedText text={call.stateReason} />
    </div>
  )
}

function Confirmations({ view: { confirmations } }: { view: View }) {
  const exact = useExactInstant()
  const t = useT()
  return (
    <ol className="path">
      {[0, 1].map((place) => {
        const confirmation = confirmations[place]
        return (
          <li key={place} className={confirmation === undefined ? undefined : 'done'}>
            {confirmation === undefined ? (
              t('bid.opening.waitingFor', { place: place + 1 })
            ) : (
              <>
                <time dateTime={confirmation.at}>{exact(confirmation.at)}</time>
                <Typed>{confirmation.name}</Typed>
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Ceremony({ view }: { view: View }) {
  const t = useT()
  const form = useFormState('confirm')
  const { count, minimum, minimumRule, isEnough, hasConfirmed, mayConfirm } = view
  return (
    <>
      <p>{t('bid.opening.count', { count })}</p>
      <p>
        {t('bid.opening.minimum', { minimum })} <Cite citation={minimumRule} />
      </p>
      {!isEnough ? (
        <p className="notice">{t('bid.opening.tooFew')}</p>
      ) : (
        <>
          <p>{t('bid.opening.how')}</p>
          <Confirmations view={view} />
          {hasConfirmed ? (
            <p className="notice">{t('bid.opening.yours')}</p>
          ) : mayConfirm ? (
            <PostForm form={form}>
              <PasswordField
                form={form}
                name="password"
                label={t('bid.opening.password')}
                hint={t('bid.opening.passwordHint')}
                autoComplete="current-password"
              />
              <Submit>{t('bid.opening.confirm')}</Submit>
            </PostForm>
          ) : null}
        </>
      )}
    </>
  )
}

function OpeningRecord({ view }: { view: View }) {
  const { call, bids } = view
  const t = useT()
  const dynamic = useDynamicT()
  const format = useFormat()
  const exact = useExactInstant()
  return (
    <Sheet labelledBy="record">
      <h2 id="record">{t('bid.opening.record')}</h2>
      <p>{t('bid.opening.openedAt', { time: call.openedAt === undefined ? '' : exact(call.openedAt) })}</p>
      <h3>{t('bid.opening.officers')}</h3>
      <Confirmations view={view} />
      <h3>{t('bid.opening.bids', { count: bids.length })}</h3>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('bid.receipt.organization')}</th>
            <th scope="col">{t('bid.receipt.sealedAt')}</th>
            <th scope="col" className="num">
              {t('bid.opening.price')}
            </th>
            <th scope="col">{t('bid.opening.hashes')}</th>
            <th scope="col">{t('bid.opening.state')}</th>
          </tr>
        </thead>
        <tbody>
          {bids.map((bid) => (
            <tr key={bid.id}>
              <th scope="row">
                <A to={paths.bureauBid(call.id, bid.id)}>
                  <Typed>{bid.organizationName}</Typed>
                </A>
              </th>
              <td data-label={t('bid.receipt.sealedAt')}>{format.instant(bid.sealedAt)}</td>
              <td className="num" data-label={t('bid.opening.price')}>
                {!bid.hashesMatched
                  ? t('bid.opening.unreadable')
                  : bid.priceFen === null
                    ? t('bid.content.noPrice')
                    : format.money(bid.priceFen)}
              </td>
              <td data-label={t('bid.opening.hashes')}>
                {bid.hashesMatched
                  ? t('bid.opening.matched')
                  : isBrokenEnvelope(bid.rejectedReason)
                    ? dynamic(`bid.broken.${bid.rejectedReason}`)
                    : t('bid.opening.unmatched')}
                <span className="hash">{bid.envelopeSha256}</span>
              </td>
              <td data-label={t('bid.opening.state')}>
                <Tag tone={bidTone(bid.state)}>{dynamic(`bid.state.${bid.state}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

function Fail({ view: { standing, minimum } }: { view: View }) {
  const t = useT()
  const form = useFormState('fail')
  return (
    <Sheet labelledBy="fail">
      <h2 id="fail">{t('bid.fail.title')}</h2>
      <p>{t('bid.fail.text', { standing, minimum })}</p>
      <PostForm form={form}>
        <TextArea form={form} name="reason" label={t('bid.fail.reason')} max={1000} rows={4} />
        <Submit grave>{t('bid.fail.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

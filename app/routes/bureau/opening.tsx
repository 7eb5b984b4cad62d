import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { isBrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { contributeInput, signRecordInput } from '#app/domain/opening/schema.ts'
import { failCodes } from '#app/domain/call/end-codes.ts'
import { failForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { provePassword } from '#app/services/account/change-password.server.ts'
import { readRedFlags } from '#app/services/award/queries/red-flags.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { type Contributed, contributeShare } from '#app/services/opening/contribute-share.server.ts'
import { readOpeningRecord } from '#app/services/opening/queries/opening-record.server.ts'
import { readOpening } from '#app/services/opening/queries/opening.server.ts'
import { signRecord } from '#app/services/opening/sign-record.server.ts'
import { Deadline } from '#app/ui/bid/deadline.tsx'
import { useExactInstant } from '#app/ui/bid/receipt.tsx'
import { bidTone } from '#app/ui/bid/tone.ts'
import { PasswordField, SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { RedFlagSheet } from '#app/ui/award/red-flag-list.tsx'
import { A } from '#app/ui/link.tsx'
import { Cite } from '#app/ui/rules/cite.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { callId } }) => {
  const opening = orNotFound(await readOpening(ctx, callId))
  const record = await readOpeningRecord(ctx, { callId })
  return {
    ...opening,
    record: record && {
      sha256: record.sha256,
      signatures: record.signatures.map(({ name, at }) => ({ name, at })),
      hasSigned: record.signatures.some(({ accountId }) => accountId === ctx.actor.accountId),
    },
    redFlags: await readRedFlags(ctx, callId),
    now: ctx.now.toISOString(),
  }
})

const toasts = {
  waiting: 'bid.toast.confirmed',
  opened: 'bid.toast.opened',
  'not-rebuilt': 'opening.toast.notRebuilt',
} as const satisfies Record<Contributed, string>

export const action = pageAction(
  { may: 'body', params },
  {
    confirm: on(contributeInput, async ({ ctx, params: { callId }, input }) => {
      const contributed = await contributeShare(ctx, { callId, ...input })
      if (!contributed.ok) return contributed
      return redirectWithToast(ctx, paths.bureauOpening(callId), toasts[contributed.state])
    }),
    sign: on(signRecordInput, async ({ ctx, params: { callId }, input: { password, sha256 } }) => {
      // Whoever sits at an open desk is not the officer: each signs with their own password.
      const proven = await provePassword(ctx, password, 'password')
      if (!proven.ok) return proven
      const signed = await signRecord(ctx, { callId, sha256 })
      return signed.ok ? redirectWithToast(ctx, paths.bureauOpening(callId), 'opening.toast.signed') : signed
    }),
    fail: on(failForm, async ({ ctx, params: { callId }, input }) => {
      const failed = await failCall(ctx, { callId, ...input })
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
      <SignRecord view={view} />
      {view.mayFail ? <Fail view={view} /> : null}
      <RedFlagSheet flags={view.redFlags} />
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

function Keyholders({ view: { keyholders } }: { view: View }) {
  const exact = useExactInstant()
  const t = useT()
  return (
    <ol className="path">
      {keyholders.map(({ name, isEscrow, at, isLost }) => (
        <li key={name + String(isEscrow)} className={at === undefined ? undefined : 'done'}>
          {at === undefined ? null : <time dateTime={at}>{exact(at)}</time>}
          <Typed>{name}</Typed>
          {isEscrow ? ` · ${t('opening.ceremony.escrow')}` : null}
          {isLost ? ` · ${t('opening.ceremony.lost')}` : null}
        </li>
      ))}
    </ol>
  )
}

function Ceremony({ view }: { view: View }) {
  const t = useT()
  const { count, minimum, minimumRule, isEnough, threshold, given } = view
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
          <p>{t('opening.ceremony.how', { count: view.keyholders.length, threshold })}</p>
          <p>{t('opening.ceremony.given', { given, threshold })}</p>
          <Keyholders view={view} />
          {view.isNotRebuilt ? <p className="notice">{t('opening.ceremony.notRebuilt')}</p> : null}
          <Contribute view={view} />
        </>
      )}
    </>
  )
}

/** The keyholder's own part; who holds no share is told so. */
function Contribute({ view }: { view: View }) {
  const t = useT()
  const form = useFormState('confirm')
  if (view.hasGiven) return <p className="notice">{t('opening.ceremony.yours')}</p>
  if (!view.isKeyholder) return <p className="notice">{t('opening.ceremony.notKeyholder')}</p>
  if (view.isOwnKeyLost) return <p className="notice">{t('opening.ceremony.ownLost')}</p>
  if (!view.mayConfirm) return null
  return (
    <PostForm form={form}>
      <PasswordField
        form={form}
        name="passphrase"
        label={t('opening.key.passphrase')}
        hint={t('opening.ceremony.passphraseHint')}
        autoComplete="off"
      />
      <Submit>{t('bid.opening.confirm')}</Submit>
    </PostForm>
  )
}

/** Everyone who gave a share reads the record and signs its hash. */
function SignRecord({ view: { call, record, hasGiven } }: { view: View }) {
  const t = useT()
  const exact = useExactInstant()
  const form = useFormState('sign')
  if (record === undefined) return null
  return (
    <Sheet labelledBy="sign">
      <h2 id="sign">{t('opening.record.signatures')}</h2>
      <p>
        <A to={paths.callOpening(call.callNo)}>{t('opening.record.read')}</A>
      </p>
      <p>{t('opening.record.hash')}</p>
      <p className="hash">{record.sha256}</p>
      <ol className="path">
        {record.signatures.map(({ name, at }) => (
          <li key={name + at} className="done">
            <time dateTime={at}>{exact(at)}</time>
            <Typed>{name}</Typed>
          </li>
        ))}
      </ol>
      {hasGiven && !record.hasSigned ? (
        <PostForm form={form}>
          <input type="hidden" name="sha256" value={record.sha256} />
          <PasswordField
            form={form}
            name="password"
            label={t('bid.opening.password')}
            hint={t('opening.record.signHint')}
            autoComplete="current-password"
          />
          <Submit>{t('opening.record.sign')}</Submit>
        </PostForm>
      ) : null}
    </Sheet>
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
      <Keyholders view={{ ...view, keyholders: view.keyholders.filter(({ at }) => at !== undefined) }} />
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
                {view.mayReadBids ? (
                  <A to={paths.bureauBid(call.id, bid.id)}>
                    <Typed>{bid.organizationName}</Typed>
                  </A>
                ) : (
                  <Typed>{bid.organizationName}</Typed>
                )}
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
        <SelectField
          form={form}
          name="code"
          label={t('call.action.endCode')}
          placeholder={t('call.form.choose')}
          options={failCodes.map((value) => ({ value, label: t(`call.endCode.${value}`) }))}
        />
        <TextArea form={form} name="reason" label={t('bid.fail.reason')} max={1000} rows={4} />
        <Submit grave>{t('bid.fail.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

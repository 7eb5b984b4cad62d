import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { failForm } from '#app/domain/call/schema.ts'
import { contributeInput, signRecordInput } from '#app/domain/opening/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { provePassword } from '#app/services/account/change-password.server.ts'
import { readRedFlags } from '#app/services/award/queries/red-flags.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { type Contributed, contributeShare } from '#app/services/opening/contribute-share.server.ts'
import { readOpeningRecord } from '#app/services/opening/queries/opening-record.server.ts'
import { readOpening } from '#app/services/opening/queries/opening.server.ts'
import { signRecord } from '#app/services/opening/sign-record.server.ts'
import { RedFlagSheet } from '#app/ui/award/red-flag-list.tsx'
import { Deadline } from '#app/ui/bid/deadline.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Ceremony } from '#app/ui/opening/ceremony.tsx'
import { Failed, FailForm } from '#app/ui/opening/failing.tsx'
import { OpenedBids } from '#app/ui/opening/opened-bids.tsx'
import { SignRecord } from '#app/ui/opening/sign-record.tsx'
import { Typed } from '#app/ui/typed.tsx'

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
            {t('bid.head.deadline')} <Deadline at={call.deadlineAt} now={now} isSuspended={view.isSuspended} />
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
          <p className={view.isSuspended ? 'notice' : undefined}>
            {t(view.isSuspended ? 'bid.opening.suspended' : 'bid.opening.early')}
          </p>
        )}
      </Sheet>
      {call.openedAt === undefined ? null : <OpenedBids view={view} />}
      <SignRecord view={view} record={view.record} />
      {view.mayFail ? <FailForm view={view} /> : null}
      <RedFlagSheet flags={view.redFlags} />
    </Page>
  )
}

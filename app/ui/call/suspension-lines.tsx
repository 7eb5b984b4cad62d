import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

type Suspension = { reason: string; suspendedAt: string; resumedAt: string | null; days: number | null }

/** When and why a call stood still, and what that means for bidders while it does. */
export function SuspensionLines({
  call: { suspensions, isSuspended },
}: {
  call: { suspensions: readonly Suspension[]; isSuspended: boolean }
}) {
  const t = useT()
  const { instant } = useFormat()
  return suspensions.map(({ reason, suspendedAt, resumedAt, days }) =>
    resumedAt === null && isSuspended ? (
      <div key={suspendedAt} className="notice">
        <p>
          {t('call.suspension.since', { at: instant(suspendedAt) })} <Typed>{reason}</Typed>
        </p>
        <p>{t('call.suspension.meanwhile')}</p>
      </div>
    ) : (
      <p key={suspendedAt} className="note">
        {resumedAt === null
          ? t('call.suspension.since', { at: instant(suspendedAt) })
          : t('call.suspension.over', {
              from: instant(suspendedAt),
              to: instant(resumedAt),
              count: days ?? 0,
            })}{' '}
        <Typed>{reason}</Typed>
      </p>
    ),
  )
}

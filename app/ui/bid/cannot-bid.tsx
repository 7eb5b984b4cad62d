import { type AskedAndFound, isBarring } from '#app/domain/eligibility/call.ts'
import type { Ineligible } from '#app/domain/bid/eligibility.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { ExplainedList } from '#app/ui/eligibility/explained-list.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Everything that keeps an organization from bidding, and what it can do about each. */
export function CannotBid({
  organization: { id, name, reasons, conditions, liveBidId },
}: {
  organization: {
    id: string
    name: string
    reasons: readonly Ineligible[]
    conditions: readonly AskedAndFound[]
    liveBidId: string | null
  }
}) {
  const t = useT()
  return (
    <div className="notice">
      <p>
        <strong>
          <Typed>{name}</Typed>
        </strong>
      </p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            {t(`bid.ineligible.${reason}`)} {t(`bid.instead.${reason}`)}{' '}
            {reason === 'already-live' && liveBidId !== null ? (
              <A to={paths.ngoBid(liveBidId)}>{t('bid.start.toBid')}</A>
            ) : null}
            {reason === 'not-incubated' || reason === 'not-incubated-here' ? (
              <A to={paths.incubators()}>{t('incubator.title')}</A>
            ) : null}
            {reason === 'credit-listed' ? <A to={paths.ngoCredit(id)}>{t('credit.see')}</A> : null}
          </li>
        ))}
      </ul>
      {reasons.includes('conditions') ? (
        <ExplainedList conditions={conditions.filter(isBarring)} organizationId={id} />
      ) : null}
    </div>
  )
}

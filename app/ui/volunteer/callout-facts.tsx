import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { CalloutRow } from '#app/services/volunteer/queries/volunteers.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Seats } from './callout-rows.tsx'

export function CalloutFacts({ callout }: { callout: CalloutRow & { organizationId: string; about: string } }) {
  const t = useT()
  const { clock, dayOfInstant, deadline, instant } = useFormat()
  return (
    <dl className="facts">
      <div>
        <dt>{t('volunteer.when')}</dt>
        <dd>
          {t('volunteer.fromUntil', {
            from: deadline(callout.startsAt),
            until:
              dayOfInstant(callout.startsAt) === dayOfInstant(callout.endsAt)
                ? clock(callout.endsAt)
                : instant(callout.endsAt),
          })}
        </dd>
      </div>
      <div>
        <dt>{t('volunteer.place')}</dt>
        <dd>
          <Typed>{callout.place}</Typed>
        </dd>
      </div>
      <div>
        <dt>{t('volunteer.what')}</dt>
        <dd>
          <TypedText text={callout.about} />
        </dd>
      </div>
      <div>
        <dt>{t('volunteer.organization')}</dt>
        <dd>
          <A to={paths.organization(callout.organizationId)}>
            <Typed>{callout.organizationName}</Typed>
          </A>
        </dd>
      </div>
      <div>
        <dt>{t('volunteer.ngo.seats')}</dt>
        <dd>
          {callout.seats}
          {' · '}
          <Seats row={callout} />
        </dd>
      </div>
    </dl>
  )
}

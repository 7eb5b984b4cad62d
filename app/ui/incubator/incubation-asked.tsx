import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { IncubationAsked } from '#app/services/incubator/queries/read-incubation-unmet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'

/** What a call asks of incubation and how the bidder stands to it: met by whom and since when, or what cures it. */
export function IncubationAskedLines({ asked }: { asked: readonly IncubationAsked[] }) {
  const t = useT()
  const { day } = useFormat()
  return asked.map(({ use, kind, met }) => (
    <p key={`${use}${kind}`} className={met === null && use === 'REQUIRED' ? 'notice' : undefined}>
      <Tag tone={met === null ? (use === 'REQUIRED' ? 'due' : 'plain') : 'open'}>{t(`call.conditionUse.${use}`)}</Tag>{' '}
      {t(`call.conditionKind.${kind}`)}:{' '}
      {met === null ? (
        <>
          {t(use === 'REQUIRED' ? 'incubator.asked.missing' : 'incubator.asked.notPreferred')}{' '}
          <A to={paths.incubators()}>{t('incubator.title')}</A>
        </>
      ) : (
        t(`incubator.asked.${met.standing}`, { name: met.incubatorName, day: day(met.since) })
      )}
    </p>
  ))
}

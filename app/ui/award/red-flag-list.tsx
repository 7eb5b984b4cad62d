import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { RedFlagView } from '#app/services/award/queries/red-flags.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Signs to look at before acting; none of them rejects or blocks anything. */
export function RedFlagSheet({ flags }: { flags: readonly RedFlagView[] }) {
  const t = useT()
  const words = useDynamicT()
  const { money } = useFormat()
  if (flags.length === 0) return null
  return (
    <Sheet labelledBy="red-flags">
      <h2 id="red-flags">{t('award.redFlag.title')}</h2>
      <p>{t('award.redFlag.intro')}</p>
      <ul>
        {flags.map((flag, index) => (
          <li key={index}>
            {t(`award.redFlag.${flag.kind}`, {
              count: flag.values['count'] ?? '',
              days: flag.values['days'] ?? '',
              amount: flag.values['amountFen'] === undefined ? '' : money(flag.values['amountFen']),
            })}{' '}
            <Typed>{flag.organizations.join('、')}</Typed>{' '}
            <span className="hint-inline">{words(`award.redFlag.source.${flag.source}`)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

import { useDynamicT, useT } from '#app/i18n/provider.tsx'

/** Whose money it is: one name, or each source with its share in percent. */
export function Shares({ of }: { of: readonly { source: string; weight: number }[] }) {
  const t = useT()
  const dynamic = useDynamicT()
  return of
    .map(({ source, weight }) =>
      of.length === 1
        ? dynamic(`fund.sourceOf.${source}`)
        : t('fund.shareOf', { source: dynamic(`fund.sourceOf.${source}`), percent: percentText(weight) }),
    )
    .join(t('fund.shareJoin'))
}

/** Ten-thousandths as percent: 6250 → `62.5`. */
export const percentText = (weight: number): string => String(weight / 100)

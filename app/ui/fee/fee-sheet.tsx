import type { CallFees } from '#app/domain/fee/fees.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { useLocalName } from '#app/ui/local-name.ts'

/** Whom a call is for and what its services may take; nothing where it says neither. */
export function FeeSheet({ fees }: { fees: CallFees }) {
  const t = useT()
  if (fees.terms === null && fees.groups.length === 0) return null
  return (
    <Sheet labelledBy="fees">
      <h2 id="fees">{t('fee.sheet.title')}</h2>
      <FeeWords fees={fees} />
    </Sheet>
  )
}

export function FeeWords({ fees: { terms, groups } }: { fees: CallFees }) {
  const t = useT()
  const { money } = useFormat()
  const nameOf = useLocalName()
  return (
    <>
      <p>{groups.length === 0 ? t('fee.sheet.anybody') : t('fee.sheet.groups')}</p>
      <ul>
        {groups.map((group) => (
          <li key={group.code}>{t(`fee.sheet.relief.${group.relief}`, { name: nameOf(group) })}</li>
        ))}
      </ul>
      <p>
        {terms === null
          ? t('fee.sheet.allFree')
          : t('fee.sheet.cap', { cap: money(terms.capFen), percent: terms.lowShareBps / 100 })}
      </p>
    </>
  )
}

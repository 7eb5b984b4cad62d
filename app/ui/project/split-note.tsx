import { useT } from '#app/i18n/provider.tsx'
import type { MilestoneView } from '#app/services/project/queries/sheet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'

/** That a milestone was accepted in part, or asks for the rest of another. `to`: the page of a milestone. */
export function SplitNote({ milestone, to }: { milestone: MilestoneView; to: (id: string) => string }) {
  const t = useT()
  const { money } = useFormat()
  const { split, supplements } = milestone
  return (
    <>
      {supplements === null ? null : <p>{t('report.review.supplements', { position: supplements })}</p>}
      {split === null ? null : (
        <p className="notice">
          {t('report.review.acceptedOf', { accepted: money(split.acceptedFen), from: money(split.fromFen) })}{' '}
          {split.isCancelled ? (
            t('report.review.restCancelled')
          ) : (
            <A to={to(split.remainderId)}>{t('report.review.restAsked', { position: split.remainderPosition })}</A>
          )}
        </p>
      )}
    </>
  )
}

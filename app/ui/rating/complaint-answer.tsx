import { useT } from '#app/i18n/provider.tsx'
import type { RatingComplaintView } from '#app/services/rating/queries/rating-application.server.ts'
import { Typed } from '#app/ui/typed.tsx'

/** What came of a complaint, or that it is being looked into. */
export function ComplaintAnswer({ complaint: { isUpheld, answer } }: { complaint: RatingComplaintView }) {
  const t = useT()
  if (isUpheld === null) return <p className="note">{t('rating.complaint.waits')}</p>
  return (
    <p>
      <strong>{t(isUpheld ? 'rating.complaint.upheld' : 'rating.complaint.rejected')}</strong> <Typed>{answer}</Typed>
    </p>
  )
}

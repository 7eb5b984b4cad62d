import type { RatingBand } from '#app/domain/rating/rule.ts'
import { useT } from '#app/i18n/provider.tsx'

export const Grade = ({ grade }: { grade: number }) => {
  const t = useT()
  return <>{grade === 0 ? t('rating.noGrade') : `${grade}A`}</>
}

/** Which points make which grade, each from its first to its last point. */
export function Bands({ bands }: { bands: readonly RatingBand[] }) {
  const t = useT()
  return (
    <ul>
      {bands.map(({ grade, fromPoints, toPoints }) => (
        <li key={grade}>
          <Grade grade={grade} />: {t('rating.band', { from: fromPoints, to: toPoints - 1 })}
        </li>
      ))}
    </ul>
  )
}

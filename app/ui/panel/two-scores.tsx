import { useT } from '#app/i18n/provider.tsx'

/** What a judge gave first and, where it differs, after the discussion: struck out and bold to the eye, named to the ear. */
export function TwoScores({ first, second }: { first: string; second: string | null }) {
  const t = useT()
  if (second === null || second === first) return <>{first}</>
  return (
    <>
      <span className="visually-hidden">{t('panel.discussion.firstScore')} </span>
      <s>{first}</s> <span className="visually-hidden">{t('panel.discussion.secondScore')} </span>
      <strong>{second}</strong>
    </>
  )
}

import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'

/** On an organization's page: where it is or was brought up, and since when. */
export function IncubatorFact({
  incubator: { id, standing, since },
  name,
}: {
  incubator: { id: string; standing: 'TENANT' | 'ALUMNUS' | null; since: string | null }
  name: string
}) {
  const t = useT()
  const { day } = useFormat()
  return (
    <>
      <A to={paths.incubator(id)}>{name}</A>
      {standing === null || since === null ? null : (
        <span className="of">{t(`incubator.standing.${standing}`, { day: day(since) })}</span>
      )}
    </>
  )
}

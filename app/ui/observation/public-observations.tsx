import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PublicObservation } from '#app/services/observation/queries/observations.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** On a project's public page: what was seen and answered, and the way to say something oneself. */
export function PublicObservations({
  observations,
  projectNo,
}: {
  observations: readonly PublicObservation[]
  projectNo: string
}) {
  const t = useT()
  const { day } = useFormat()
  return (
    <Sheet labelledBy="observations">
      <h2 id="observations">{t('observation.public.title')}</h2>
      {observations.length === 0 ? null : <p>{t('observation.public.lead')}</p>}
      <ul className="rows">
        {observations.map((one, index) => (
          <li key={index}>
            <p className="meta">
              {t(`observation.side.${one.side}`)} · {day(one.observedOn)}
            </p>
            <TypedText text={one.text} />
            {one.answeredSide === null ? null : <h3>{t(`observation.answerBy.${one.answeredSide}`)}</h3>}
            <TypedText text={one.answer} />
          </li>
        ))}
      </ul>
      <p>
        <A to={paths.observationNew(projectNo)}>{t('observation.public.write')}</A>
      </p>
    </Sheet>
  )
}

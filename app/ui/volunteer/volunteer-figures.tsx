import { useT } from '#app/i18n/provider.tsx'
import type { VolunteerFigures as View } from '#app/services/volunteer/queries/volunteers.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'

/** How many volunteers and hours: counts only. */
export function VolunteerFigures({ figures }: { figures: View }) {
  const t = useT()
  const { number } = useFormat()
  return (
    <Figures
      items={[
        { label: t('volunteer.figures.volunteers'), value: number(figures.volunteers) },
        { label: t('volunteer.figures.hours'), value: figures.hours },
      ]}
    />
  )
}

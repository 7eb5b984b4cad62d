import { useT } from '#app/i18n/provider.tsx'
import type { StaffFigures as View } from '#app/services/staff/queries/staff.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'

/** How many people, of which levels, and their hours of training: counts only. */
export function StaffFigures({ figures }: { figures: View }) {
  const t = useT()
  const { number } = useFormat()
  return (
    <Figures
      items={[
        { label: t('staff.figures.staff'), value: number(figures.staff) },
        { label: t('staff.figures.assistants'), value: number(figures.assistants) },
        { label: t('staff.figures.socialWorkers'), value: number(figures.socialWorkers) },
        { label: t('staff.figures.seniors'), value: number(figures.seniors) },
        { label: t('staff.figures.hours'), value: figures.trainingHours },
      ]}
    />
  )
}

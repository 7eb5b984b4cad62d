import { useT } from '#app/i18n/provider.tsx'
import type { StaffFigures } from '#app/services/staff/queries/staff.server.ts'
import type { VolunteerFigures } from '#app/services/volunteer/queries/volunteers.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'

/** What anybody may know of an organization's people: counts, in two rows that fill their width. Nothing where there are none. */
export function PublicPeople({ staff, volunteering }: { staff: StaffFigures; volunteering: VolunteerFigures }) {
  const t = useT()
  const { number } = useFormat()
  if (staff.staff === 0 && volunteering.volunteers === 0) return null
  return (
    <Sheet labelledBy="people">
      <h2 id="people">{t('staff.figures.title')}</h2>
      <Figures
        items={[
          { label: t('staff.figures.staff'), value: number(staff.staff) },
          { label: t('staff.figures.assistants'), value: number(staff.assistants) },
          { label: t('staff.figures.socialWorkers'), value: number(staff.socialWorkers) },
          { label: t('staff.figures.seniors'), value: number(staff.seniors) },
        ]}
      />
      <Figures
        items={[
          { label: t('staff.figures.hours'), value: staff.trainingHours },
          { label: t('volunteer.figures.volunteers'), value: number(volunteering.volunteers) },
          { label: t('volunteer.figures.hours'), value: volunteering.hours },
        ]}
      />
    </Sheet>
  )
}

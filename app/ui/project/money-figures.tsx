import { useT } from '#app/i18n/provider.tsx'
import type { MoneyView } from '#app/services/project/queries/money.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'

/** The four figures of a project, always in this order: set aside, promised, paid, left. */
export function MoneyFigures({ money }: { money: MoneyView }) {
  const t = useT()
  const { wan } = useFormat()
  return (
    <Figures
      items={[
        {
          label: t('project.figures.appropriated'),
          value: wan(money.appropriatedFen),
          note: t('project.figures.appropriatedNote'),
        },
        {
          label: t('project.figures.committed'),
          value: wan(money.committedFen),
          note: t('project.figures.committedNote'),
        },
        { label: t('project.figures.released'), value: wan(money.releasedFen) },
        {
          label: t('project.figures.left'),
          value: wan(money.leftFen),
          note: money.heldFen === '0' ? undefined : t('project.figures.leftNote', { held: wan(money.heldFen) }),
        },
      ]}
    />
  )
}

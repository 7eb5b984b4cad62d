import type { Counts } from '#app/domain/import/judge.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'

const parts = ['added', 'changed', 'unchanged', 'errors'] as const

/** How many rows do what. */
export function ImportFigures({ counts, isDone = false }: { counts: Counts; isDone?: boolean }) {
  const t = useT()
  const { number } = useFormat()
  return (
    <Figures
      items={parts.map((part) => ({
        label: t(isDone ? `import.done.${part}` : `import.figures.${part}`),
        value: number(counts[part]),
      }))}
    />
  )
}

import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { WarningView } from '#app/services/warning/queries/warnings.server.ts'
import { useFormat } from '#app/ui/format.ts'

type Told = Pick<WarningView, 'code' | 'figures'>

/** A warning as a sentence with its figures: money and days as the reader writes them, kinds by their names. */
export function useWarningText() {
  const t = useT()
  const dynamic = useDynamicT()
  const { money, day } = useFormat()
  const kindOf = ({ code }: Told, kind: string) =>
    dynamic(code === 'EVALUATION_OVERDUE' ? `evaluation.kind.${kind}` : `application.documentKind.${kind}`)
  return (warning: Told): string => {
    const values = Object.fromEntries(
      Object.entries(warning.figures).map(([name, value]) => {
        if (name.endsWith('Fen')) return [name, money(String(value))]
        if (name.endsWith('On')) return [name, day(String(value))]
        return [name, name === 'kind' ? kindOf(warning, String(value)) : value]
      }),
    )
    return t(`warning.code.${warning.code}`, values)
  }
}

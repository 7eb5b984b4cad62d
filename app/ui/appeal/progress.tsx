import { percentOf } from '#app/domain/appeal/progress.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { AppealMoney } from '#app/services/appeal/queries/appeal-figures.ts'
import { useFormat } from '#app/ui/format.ts'

/** How far an appeal has come: said in words, and drawn. */
export function Progress({ money }: { money: AppealMoney }) {
  const t = useT()
  const format = useFormat()
  const percent = percentOf(BigInt(money.receivedFen), BigInt(money.targetFen))
  return (
    <div className="appeal-progress">
      <p>
        {t('appeal.progress', { received: format.money(money.receivedFen), target: format.money(money.targetFen) })}
      </p>
      <progress value={percent} max={100} aria-label={t('appeal.progressLabel', { percent })}>
        {percent}%
      </progress>
    </div>
  )
}

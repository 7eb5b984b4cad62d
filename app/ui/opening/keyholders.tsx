import { useT } from '#app/i18n/provider.tsx'
import { useExactInstant } from '#app/ui/bid/receipt.tsx'
import { Typed } from '#app/ui/typed.tsx'
import type { OpeningView } from './opening-view.ts'

export function Keyholders({ view: { keyholders } }: { view: OpeningView }) {
  const exact = useExactInstant()
  const t = useT()
  return (
    <ol className="path">
      {keyholders.map(({ name, isEscrow, at, isLost }) => (
        <li key={name + String(isEscrow)} className={at === undefined ? undefined : 'done'}>
          {at === undefined ? null : <time dateTime={at}>{exact(at)}</time>}
          <Typed>{name}</Typed>
          {isEscrow ? ` · ${t('opening.ceremony.escrow')}` : null}
          {isLost ? ` · ${t('opening.ceremony.lost')}` : null}
        </li>
      ))}
    </ol>
  )
}

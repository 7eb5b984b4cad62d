import { useT } from '#app/i18n/provider.tsx'
import type { GiftView } from '#app/services/gift/queries/gifts.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { GiftLines } from './gift-lines.tsx'
import { GiftStateTag } from './gift-state.tsx'

/** Things that were given to a project, beside its money and not in it; nothing where there is none. */
export function PublicGifts({ gifts }: { gifts: readonly GiftView[] }) {
  const t = useT()
  if (gifts.length === 0) return null
  return (
    <Sheet labelledBy="gifts">
      <h2 id="gifts">{t('gift.title')}</h2>
      <p>{t('gift.publicLead')}</p>
      <ul className="rows">
        {gifts.map((gift) => (
          <li key={gift.id}>
            <h3>
              <Typed>{gift.what}</Typed>
            </h3>
            <p>
              <GiftStateTag state={gift.state} />
            </p>
            <p>{gift.publicName === '' ? t('gift.anonymous') : t('gift.by', { name: gift.publicName })}</p>
            <GiftLines gift={gift} />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { GiftRow } from '#app/services/gift/queries/gifts.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { GiftLines } from './gift-lines.tsx'
import { GiftStateTag } from './gift-state.tsx'

/** One gift for the two sides of its project; the forms of whoever reads it stand below. */
export function GiftSheet({ gift, children }: { gift: GiftRow; children?: ReactNode }) {
  const t = useT()
  const id = `gift-${gift.id}`
  return (
    <Sheet labelledBy={id}>
      <GiftStateTag state={gift.state} />
      <h2 id={id}>
        <Typed>{gift.what}</Typed>
      </h2>
      <p>{gift.giverName === '' ? t('gift.anonymous') : t('gift.by', { name: gift.giverName })}</p>
      <GiftLines gift={gift} />
      {gift.state === 'RECEIVED' ? <p>{t('gift.left', { quantity: gift.leftQuantity, unit: gift.unit })}</p> : null}
      {gift.receiptFileId === null ? null : (
        <p>
          <a href={paths.file(gift.receiptFileId)}>{t('gift.receipt')}</a>
        </p>
      )}
      {children}
    </Sheet>
  )
}

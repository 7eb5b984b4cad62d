import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ReceiptView } from '#app/services/cofunding/queries/cofunding-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** What came in, with its voucher; `more`: what the reader may do with one of them. */
export function ReceiptTable({
  receipts,
  more = () => null,
}: {
  receipts: readonly ReceiptView[]
  more?: (receipt: ReceiptView) => ReactNode
}) {
  const t = useT()
  const { day, money } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('cofunding.column.receivedOn')}</th>
          <th scope="col">{t('cofunding.column.giver')}</th>
          <th scope="col" className="num">
            {t('cofunding.column.amount')}
          </th>
          <th scope="col">{t('cofunding.column.voucher')}</th>
          <th scope="col">{t('cofunding.column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {receipts.map((receipt) => (
          <tr key={receipt.id}>
            <th scope="row">{day(receipt.receivedOn)}</th>
            <td data-label={t('cofunding.column.giver')}>
              {receipt.giver === '' ? t(`cofunding.kind.${receipt.kind}`) : <Typed>{receipt.giver}</Typed>}
            </td>
            <td className="num" data-label={t('cofunding.column.amount')}>
              {money(receipt.amountFen)}
            </td>
            <td data-label={t('cofunding.column.voucher')}>
              <A to={paths.file(receipt.file.id)}>
                <Typed>{receipt.file.name}</Typed>
              </A>
            </td>
            <td data-label={t('cofunding.column.state')}>
              {receipt.state === 'RECORDED' ? (
                <Tag tone="wait">{t('cofunding.state.RECORDED')}</Tag>
              ) : (
                t(`cofunding.state.${receipt.state}`)
              )}
              {receipt.reason === '' ? null : (
                <>
                  <br />
                  <small>
                    <Typed>{receipt.reason}</Typed>
                  </small>
                </>
              )}
              {more(receipt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

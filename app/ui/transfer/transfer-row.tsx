import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { TransferView } from '#app/services/transfer/queries/transfers.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

export function TransferRow({ transfer, children }: { transfer: TransferView; children?: ReactNode }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <li>
      <h3>
        <Typed>{transfer.title}</Typed>
      </h3>
      <p>
        <Mixed text={t('transfer.fromTo', { department: transfer.department, recipient: transfer.recipient })} />
      </p>
      <ul className="meta">
        {transfer.isConfirmed ? null : (
          <li>
            <Tag tone="wait">{t('transfer.unconfirmed')}</Tag>
          </li>
        )}
        <li>
          <TypedCites text={transfer.documentNo} />
        </li>
        <li>{t('transfer.decided', { day: day(transfer.decidedOn) })}</li>
        <li>
          {transfer.endsOn === null
            ? t('transfer.since', { from: day(transfer.startsOn) })
            : t('task.span', { from: day(transfer.startsOn), to: day(transfer.endsOn) })}
        </li>
        <li>{transfer.bodyName}</li>
      </ul>
      <p>
        <Typed>{transfer.content}</Typed>
      </p>
      {transfer.calls.length === 0 ? null : (
        <>
          <p>{t('transfer.calls')}</p>
          <ul>
            {transfer.calls.map(({ callNo, title }) => (
              <li key={callNo}>
                <A to={paths.call(callNo)}>
                  <Typed>{title}</Typed>
                </A>
              </li>
            ))}
          </ul>
        </>
      )}
      {children}
    </li>
  )
}

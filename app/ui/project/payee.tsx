import type { PaymentCheck } from '#app/domain/payout/payment-check.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { ExceededCap, Payee, ReleasePage } from '#app/services/project/queries/releases.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const tones = { PASS: 'open', LOW: 'plain', MEDIUM: 'plain', HIGH: 'due' } as const

/** What is found about the payee, the level first: what may be read fast. */
export function PayeeChecks({ checks }: { checks: readonly PaymentCheck[] }) {
  const t = useT()
  const word = useDynamicT()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('release.item')}</th>
          <th scope="col">{t('release.found')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ code, level, count }) => (
          <tr key={code}>
            <th scope="row">{t(`payout.check.${code}`)}</th>
            <td>
              <Tag tone={tones[level]}>{t(`payout.level.${level}`)}</Tag>{' '}
              {word(`payout.found.${code}.${level}`, { count })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where the money goes, the whole number: it is typed or compared from here. */
export function Account({ payee: { account } }: { payee: Payee }) {
  const t = useT()
  if (account === null) return <p className="notice">{t('release.noAccount')}</p>
  return (
    <p>
      {t('release.payee')}{' '}
      <Typed>
        {t('release.accountLine', {
          holder: account.holder,
          bank: account.bank,
          number: account.number.replace(/(\d{4})(?=\d)/g, '$1 '),
        })}
      </Typed>
    </p>
  )
}

/** The limits that this payment goes beyond, and who agreed. */
export function Caps({ caps, approval }: { caps: readonly ExceededCap[]; approval: ReleasePage['approval'] }) {
  const t = useT()
  const { instant } = useFormat()
  if (caps.length === 0) return null
  return (
    <>
      <h3>{t('release.caps')}</h3>
      <CapLines caps={caps} />
      {approval === null ? (
        caps.some(({ effect }) => effect === 'BLOCK') ? null : (
          <p className="notice">{t('release.notApproved')}</p>
        )
      ) : (
        <p>
          <Mixed text={t('release.approvedBy', { name: approval.name, at: instant(approval.at) })} />{' '}
          <Typed>{approval.note}</Typed>
        </p>
      )}
    </>
  )
}

export function CapLines({ caps }: { caps: readonly ExceededCap[] }) {
  const t = useT()
  const { money } = useFormat()
  return (
    <ul>
      {caps.map(({ scope, effect, amountFen, spentFen, reason }) => (
        <li key={`${scope} ${effect} ${amountFen} ${reason}`}>
          {t('release.capLine', {
            scope: t(`cap.scope.${scope}`),
            effect: t(`cap.effect.${effect}`),
            amount: money(amountFen),
            spent: money(spentFen),
            reason,
          })}
        </li>
      ))}
    </ul>
  )
}

import { useT } from '#app/i18n/provider.tsx'
import type { AmendmentRow } from '#app/services/project/queries/sheet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import { AmendmentTag } from './amendment-tag.tsx'

type Link = Pick<AmendmentRow, 'number' | 'kind' | 'reason' | 'contentSha256' | 'settledAt'> &
  Partial<Pick<AmendmentRow, 'id' | 'state' | 'authority'>>

/**
 * Original, amendment 1, 2, …: each with its hash, and each names the hash before it. `to`: where an amendment is read in whole, for its two
 * sides.
 */
export function AmendmentChain({
  signedAt,
  sha256,
  amendments,
  to,
}: {
  signedAt: string
  sha256: string
  amendments: readonly Link[]
  to?: (id: string) => string
}) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  return (
    <ol className="rows">
      <li>
        <p>
          <strong>{t('amendment.chain.original')}</strong> <span className="meta">{dayOfInstant(signedAt)}</span>
        </p>
        <p className="hash">{sha256}</p>
      </li>
      {amendments.map((amendment) => {
        const { number, kind, reason, contentSha256, settledAt, id, state, authority } = amendment
        const isSigned = state === undefined || state === 'SIGNED'
        const name = t('amendment.chain.number', { number, kind: t(`amendment.kind.${kind}`) })
        return (
          <li key={id ?? number}>
            <p>
              {to === undefined || id === undefined ? <strong>{name}</strong> : <A to={to(id)}>{name}</A>}{' '}
              {state === undefined ? null : <AmendmentTag state={state} />}{' '}
              <span className="meta">
                {authority === undefined ? '' : `${t(`amendment.authority.${authority}`)} `}
                {isSigned && settledAt !== null ? dayOfInstant(settledAt) : ''}
              </span>
            </p>
            <TypedText text={reason} />
            {isSigned ? <p className="hash">{contentSha256}</p> : null}
          </li>
        )
      })}
    </ol>
  )
}

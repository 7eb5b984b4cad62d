import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { PartyView } from '#app/services/project/queries/sheet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import type { ReactNode } from 'react'

type Shown = Pick<PartyView, 'kind' | 'name' | 'creditCode' | 'duty' | 'signedAt' | 'isOnline'> &
  Partial<Pick<PartyView, 'id' | 'signer' | 'file'>>

/** Who signs besides the two sides, what each undertakes, and whether it has signed. `then`: what is to be done with one. */
export function PartyList<Party extends Shown>({
  parties,
  then,
}: {
  parties: readonly Party[]
  then?: (party: Party) => ReactNode
}) {
  const t = useT()
  const { instant } = useFormat()
  return (
    <ul className="rows">
      {parties.map((party) => (
        <li key={party.name}>
          <p>
            <strong>
              <Typed>{party.name}</Typed>
            </strong>{' '}
            <Tag tone={party.signedAt === null ? 'wait' : 'open'}>
              {t(party.signedAt === null ? 'party.state.waits' : 'party.state.signed')}
            </Tag>
          </p>
          <ul className="meta">
            <li>{t(`party.kind.${party.kind}`)}</li>
            {party.creditCode === null ? null : <li>{party.creditCode}</li>}
            {party.signer === undefined ? null : (
              <li>
                {t('party.signer')} <Typed>{party.signer}</Typed>
              </li>
            )}
            <li>
              {party.signedAt === null
                ? t(party.isOnline ? 'party.where.online' : 'party.where.paper')
                : t(party.isOnline ? 'party.signedOn' : 'party.paperKept', { at: instant(party.signedAt) })}
            </li>
          </ul>
          <TypedText text={party.duty} />
          {party.file == null ? null : (
            <p>
              <A to={paths.file(party.file.id)}>
                <Typed>{party.file.name}</Typed>
              </A>
              <br />
              <span className="hash">{party.file.sha256}</span>
            </p>
          )}
          {then?.(party)}
        </li>
      ))}
    </ul>
  )
}

import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { ProposalRow } from '#app/services/ledger/queries/proposals.server.ts'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed, TypedCites } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

/** Appropriations that wait for another person, each with what the reader may do. */
export function Proposals({ rows }: { rows: readonly ProposalRow[] }) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <Proposal key={row.id} row={row} />
      ))}
    </ul>
  )
}

function Proposal({ row }: { row: ProposalRow }) {
  const t = useT()
  const word = useDynamicT()
  const { money, instant } = useFormat()
  const confirm = useRowForm('confirmAppropriation', 'proposalId', row.id)
  const withdraw = useRowForm('withdrawAppropriation', 'proposalId', row.id)
  return (
    <li>
      <div className="line">
        <h3>
          <Typed>{row.fundName}</Typed>
        </h3>
        <span className="money">{money(row.amountFen)}</span>
      </div>
      <ul className="meta">
        <li>{word(`fund.sourceOf.${row.source}`)}</li>
        <li>
          {t('fund.year')} {row.year}
        </li>
        <li>
          <TypedCites text={row.documentNo} />
        </li>
        <li>
          <Mixed text={t('fund.proposedBy', { name: row.proposedByName, at: instant(row.proposedAt) })} />
        </li>
      </ul>
      {row.mayConfirm ? (
        <PostForm form={confirm}>
          <input type="hidden" name="proposalId" value={row.id} />
          <Submit>{t('fund.confirm', { money: money(row.amountFen) })}</Submit>
        </PostForm>
      ) : null}
      {row.mayWithdraw ? (
        <PostForm form={withdraw}>
          <input type="hidden" name="proposalId" value={row.id} />
          <Submit quiet>{t('fund.withdraw')}</Submit>
        </PostForm>
      ) : null}
    </li>
  )
}

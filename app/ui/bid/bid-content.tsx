import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import type { ContentView } from '#app/services/bid/content-view.ts'
import type { FileView } from '#app/services/bid/queries/form-view.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { DocumentFacts, useDocumentName } from '#app/ui/organization/documents.tsx'
import { CofundingTable } from '#app/ui/cofunding/cofunding-table.tsx'
import { LineKind } from './cost-caps.tsx'
import { PartnerList } from './partner-list.tsx'
import { FormAnswers } from './form-answers.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

type Change = Partial<Record<'answers' | 'form' | 'budget' | 'files' | 'partners', ReactNode>>

/** Everything a bid says, as its readers read it. `fileTo`: where a file may be fetched; `change`: a link beside each heading. */
export function BidContent({
  content,
  fileTo,
  change = {},
}: {
  content: ContentView
  fileTo?: (fileId: string) => string
  change?: Change
}) {
  const t = useT()
  return (
    <>
      <BidAnswers content={content} change={change.answers} />
      {content.form.length === 0 ? null : (
        <section>
          <Heading change={change.form}>{t('application.title')}</Heading>
          <FormAnswers answers={content.form} fileTo={fileTo} />
        </section>
      )}
      {content.partners.length === 0 ? null : (
        <section>
          <Heading change={change.partners}>{t('application.partners.title')}</Heading>
          <PartnerList partners={content.partners} />
        </section>
      )}
      <BidBudget content={content} change={change.budget} />
      <BidFiles files={content.files} fileTo={fileTo} change={change.files} />
    </>
  )
}

function Heading({ children, change }: { children: ReactNode; change: ReactNode }) {
  return (
    <div className="with-change">
      <h2>{children}</h2>
      {change}
    </div>
  )
}

export function BidAnswers({ content, change }: { content: ContentView; change?: ReactNode }) {
  const t = useT()
  return (
    <section>
      <Heading change={change}>{t('bid.content.answers')}</Heading>
      {content.answers.map(({ code, title, maxPoints, text }) => (
        <section key={code} className="answer">
          <h3>
            <Typed>{title}</Typed> <small>{t('bid.points', { points: maxPoints })}</small>
          </h3>
          {text.trim() === '' ? <p className="none">{t('bid.content.unanswered')}</p> : <TypedText text={text} />}
        </section>
      ))}
    </section>
  )
}

export function BidBudget({ content, change }: { content: ContentView; change?: ReactNode }) {
  const t = useT()
  const format = useFormat()
  const { lines, priceFen, cofunding } = content
  return (
    <section>
      <Heading change={change}>{t('bid.content.budget')}</Heading>
      <p>
        {t('bid.budget.price')} <strong>{priceFen === null ? t('bid.content.noPrice') : format.money(priceFen)}</strong>
      </p>
      {lines.length === 0 ? <p className="none">{t('bid.content.noLines')}</p> : <BudgetLines lines={lines} />}
      {cofunding.length === 0 ? null : (
        <>
          <h3>{t('cofunding.bid.title')}</h3>
          <CofundingTable rows={cofunding} />
        </>
      )}
    </section>
  )
}

export function BudgetLines({ lines }: Pick<ContentView, 'lines'>) {
  const t = useT()
  const format = useFormat()
  const sumFen = String(lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n))
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('bid.budget.item')}</th>
          <th scope="col">{t('bid.budget.basis')}</th>
          <th scope="col" className="num">
            {t('bid.budget.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ item, basis, amountFen, ...line }, index) => (
          <tr key={index}>
            <th scope="row">
              <Typed>{item}</Typed>
              <LineKind line={line} />
            </th>
            <td data-label={t('bid.budget.basis')}>
              <Typed>{basis}</Typed>
            </td>
            <td className="num" data-label={t('bid.budget.amount')}>
              {format.money(amountFen)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('bid.budget.sum')}
          </th>
          <td className="num" data-label={t('bid.budget.amount')}>
            <strong>{format.money(sumFen)}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

export function BidFiles({
  files,
  fileTo,
  change,
}: {
  files: readonly FileView[]
  fileTo?: ((fileId: string) => string) | undefined
  change?: ReactNode
}) {
  const t = useT()
  const format = useFormat()
  const documentName = useDocumentName()
  return (
    <section>
      <Heading change={change}>{t('bid.content.files')}</Heading>
      {files.length === 0 ? (
        <p className="none">{t('common.file.none')}</p>
      ) : (
        <ul className="files">
          {files.map(({ fileId, name, size, sha256, document }) => (
            <li key={fileId}>
              {document === null ? null : <strong>{documentName(document)}</strong>}
              {fileTo === undefined ? (
                <Typed>{name}</Typed>
              ) : (
                <A to={fileTo(fileId)} download>
                  <Typed>{name}</Typed>
                </A>
              )}{' '}
              <small>{format.bytes(size)}</small>
              {document === null ? null : <DocumentFacts document={document} />}
              <span className="hash">SHA-256 {sha256}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

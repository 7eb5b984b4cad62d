import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { PartnerList } from '#app/ui/bid/partner-list.tsx'
import { FormAnswers } from '#app/ui/bid/form-answers.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** What belongs to the whole bid: its budget, its application form and its files. */
export function Extras({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      {desk.budgetLines.length === 0 ? null : (
        <details>
          <summary>{t('panel.desk.budget')}</summary>
          <table className="stack" lang="zh-CN">
            <thead>
              <tr>
                <th scope="col">{t('panel.desk.item')}</th>
                <th scope="col">{t('panel.desk.basis')}</th>
                <th scope="col" className="num">
                  {t('panel.desk.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {desk.budgetLines.map(({ item, basis, amountFen }, index) => (
                <tr key={index}>
                  <th scope="row">
                    <Typed>{item}</Typed>
                  </th>
                  <td data-label={t('panel.desk.basis')}>
                    <Typed>{basis}</Typed>
                  </td>
                  <td data-label={t('panel.desk.amount')} className="num">
                    {format.money(amountFen)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {desk.form.length === 0 ? null : (
        <details open>
          <summary>
            <h2>{t('application.title')}</h2>
          </summary>
          <FormAnswers answers={desk.form} fileTo={(fileId) => paths.panelFile(desk.call.id, desk.bid.id, fileId)} />
        </details>
      )}
      {desk.partners.length === 0 ? null : (
        <>
          <h2>{t('application.partners.title')}</h2>
          <PartnerList partners={desk.partners} />
        </>
      )}
      {desk.files.length === 0 ? null : (
        <>
          <h2>{t('panel.desk.files')}</h2>
          <ul>
            {desk.files.map((file) => (
              <li key={file.id}>
                <a href={paths.panelFile(desk.call.id, desk.bid.id, file.id)} download>
                  <Typed>{file.name}</Typed>
                </a>{' '}
                {format.bytes(file.size)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

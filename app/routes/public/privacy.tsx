import { useLoaderData } from '@remix-run/react'
import { type HoldingCode, holdingCodes, inventory, subjects } from '#app/domain/privacy/inventory.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readRegisterTerms, readRetentionTerms } from '#app/services/retention/queries/retention-rules.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Kept } from '#app/ui/privacy/kept.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => {
  const [terms, registers] = await Promise.all([readRetentionTerms(ctx.db), readRegisterTerms(ctx.db)])
  return { days: Object.fromEntries(terms.map(({ code, days }) => [code, days])), registers }
})

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta(
  (t) => t('privacy.title'),
  (t) => t('privacy.description'),
)

/** Everything that is kept of people: made from the inventory that a test holds against the database. */
export default function PrivacyPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  return (
    <Page>
      <Sheet>
        <h1>{t('privacy.title')}</h1>
        <p>{t('privacy.lead')}</p>
        <p>{t('privacy.law')}</p>
        <h2 id="rights">{t('privacy.rights.title')}</h2>
        <ul>
          <li>
            {t('privacy.rights.see')} <A to={paths.account()}>{t('account.page.title')}</A>
          </li>
          <li>{t('privacy.rights.correct')}</li>
          <li>{t('privacy.rights.stop')}</li>
          <li>
            {t('privacy.rights.erase')} <A to={paths.closeAccount()}>{t('account.close.title')}</A>
          </li>
          <li>
            {t('privacy.rights.noAccount')} <A to={paths.askDataRequest()}>{t('privacy.request.title')}</A>
          </li>
          <li>{t('privacy.rights.complain')}</li>
        </ul>
      </Sheet>
      {subjects.map((subject) => (
        <Sheet key={subject} labelledBy={`of-${subject}`}>
          <h2 id={`of-${subject}`}>{word(`privacy.subject.${subject}`)}</h2>
          <Holdings codes={holdingCodes.filter((code) => inventory[code].whose === subject)} view={view} />
        </Sheet>
      ))}
    </Page>
  )
}

function Holdings({ codes, view }: { codes: readonly HoldingCode[]; view: View }) {
  const t = useT()
  const word = useDynamicT()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('privacy.what')}</th>
          <th scope="col">{t('privacy.basis')}</th>
          <th scope="col">{t('privacy.seenBy')}</th>
          <th scope="col">{t('privacy.kept')}</th>
        </tr>
      </thead>
      <tbody>
        {codes.map((code) => {
          const { basis, seenBy, keeping } = inventory[code]
          return (
            <tr key={code}>
              <th scope="row">
                {word(`privacy.holding.${code}.title`)}
                <p className="hint">{word(`privacy.holding.${code}.why`)}</p>
              </th>
              <td data-label={t('privacy.basis')}>{word(`privacy.basisOf.${basis}`)}</td>
              <td data-label={t('privacy.seenBy')}>{word(`privacy.audience.${seenBy}`)}</td>
              <td data-label={t('privacy.kept')}>
                <Kept keeping={keeping} terms={view} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

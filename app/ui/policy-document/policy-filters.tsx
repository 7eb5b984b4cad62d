import type { PolicyKind, PolicyStanding } from '#app/domain/policy-document/terms.ts'
import { policyKinds, policyStandings } from '#app/domain/policy-document/terms.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import type { PolicyChoices } from '#app/services/policy-document/queries/policies.server.ts'
import { FilterSelect } from '#app/ui/filter-select.tsx'
import { A } from '#app/ui/link.tsx'

/** `year`, `q`…: as the address says; absent where it says nothing. */
type Asked = {
  kind?: PolicyKind
  standing?: PolicyStanding
  place?: string
  year?: number
  q?: string
}

/** Words and four choices, as one form that changes the address. */
export function PolicyFilters({ asked, choices }: { asked: Asked; choices: PolicyChoices }) {
  const t = useT()
  const href = useHref()
  return (
    <form method="get" action={href(paths.policies())} aria-label={t('search.filters')}>
      <div className="field">
        <label htmlFor="filter-q">{t('policy-document.filter.words')}</label>
        <input id="filter-q" name="q" type="search" defaultValue={asked.q ?? ''} maxLength={100} />
      </div>
      <FilterSelect
        name="kind"
        label={t('policy-document.label.kind')}
        value={asked.kind ?? ''}
        options={policyKinds.map((kind) => ({ value: kind, text: t(`policy-document.kind.${kind}`) }))}
      />
      <FilterSelect
        name="place"
        label={t('policy-document.label.place')}
        value={asked.place ?? ''}
        options={[
          { value: 'nation', text: t('policy-document.level.NATION') },
          ...choices.places.map(({ code, name }) => ({ value: code, text: name })),
        ]}
      />
      <FilterSelect
        name="standing"
        label={t('policy-document.filter.standing')}
        value={asked.standing ?? ''}
        options={policyStandings.map((one) => ({ value: one, text: t(`policy-document.standing.${one}`) }))}
      />
      <FilterSelect
        name="year"
        label={t('policy-document.label.issuedYear')}
        value={asked.year === undefined ? '' : String(asked.year)}
        options={choices.years.map((year) => ({ value: String(year), text: String(year) }))}
      />
      <button type="submit" className="quiet">
        {t('common.action.filter')}
      </button>
      {Object.values(asked).length > 0 ? (
        <p className="after-button">
          <A to={paths.policies()}>{t('common.action.clear')}</A>
        </p>
      ) : null}
    </form>
  )
}

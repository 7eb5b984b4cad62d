import { serviceFields } from '#app/domain/call/terms.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import type { PersonOfPool, SeatingPage } from '#app/services/panel/queries/seating-page.server.ts'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ErrorSummary, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { PersonLines } from './seat-list.tsx'
import { AppointedReason } from './tie-forms.tsx'

export function ExpertPool({ pool, needsDraw }: { pool: NonNullable<SeatingPage['pool']>; needsDraw: boolean }) {
  const t = useT()
  const td = useDynamicT()
  const locale = useLocale()
  const form = useFormState('seat')
  return (
    <Sheet labelledBy="pool">
      <h2 id="pool">{t('panel.bureau.poolTitle')}</h2>
      <ErrorSummary form={form} />
      <form method="get" className="two">
        <div className="field">
          <label htmlFor="pool-name">{t('panel.bureau.name')}</label>
          <input type="text" id="pool-name" name="name" defaultValue={pool.name} maxLength={60} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="pool-field">{t('panel.bureau.field')}</label>
          <select id="pool-field" name="field" defaultValue={pool.field}>
            <option value="">{t('panel.bureau.anyField')}</option>
            {serviceFields.map((field) => (
              <option key={field} value={field}>
                {td(`common.field.${field}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="pool-region">{t('panel.bureau.region')}</label>
          <select id="pool-region" name="region" defaultValue={pool.regionId}>
            <option value="">{t('panel.bureau.anyRegion')}</option>
            {pool.regions.map((region) => (
              <option key={region.id} value={region.id}>
                {locale === 'en' ? region.en : region.zh}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <button type="submit" className="quiet">
            {t('common.action.filter')}
          </button>
        </div>
      </form>
      {pool.people.length === 0 ? (
        <p>{t('panel.bureau.nobody')}</p>
      ) : (
        <ul className="rows">
          {pool.people.map((person) => (
            <li key={person.expertId}>
              <h3>
                <Typed>{person.name}</Typed>
              </h3>
              <PersonLines person={person} />
              {person.concerns.includes('member-of-bidder') ? null : (
                <SeatButtons person={person} needsDraw={needsDraw} />
              )}
            </li>
          ))}
        </ul>
      )}
      <Pager next={pool.nextAfter ?? undefined} />
    </Sheet>
  )
}

function SeatButtons({ person, needsDraw }: { person: PersonOfPool; needsDraw: boolean }) {
  const t = useT()
  // Errors are told once, above the list.
  const form = { ...useRowForm('seat', 'expertId', person.expertId), wasRefused: false }
  return (
    <PostForm form={form} label={t('panel.bureau.seatNamed', { name: person.name })}>
      <input type="hidden" name="expertId" value={person.expertId} />
      {needsDraw && !person.concerns.includes('member-of-buyer') ? <AppointedReason form={form} /> : null}
      <div className="lifecycle">
        <Submit quiet>{t('panel.bureau.seat')}</Submit>
        {person.concerns.includes('member-of-buyer') ? null : (
          <button type="submit" className="quiet" name="asChair" value="on">
            {t('panel.bureau.seatAsChair')}
          </button>
        )}
      </div>
    </PostForm>
  )
}

import { serviceFields } from '#app/domain/call/terms.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import type { SeatingPage } from '#app/services/panel/queries/seating-page.server.ts'
import { NumberField, SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const tones: Record<string, Tone> = { CALLED: 'wait', ACCEPTED: 'open', DECLINED: 'plain', EXPIRED: 'plain' }

/** The draw out of the pool: what was drawn, who answered, and the next draw or reserve. */
export function DrawSection({ page }: { page: SeatingPage }) {
  const t = useT()
  const call = useFormState('reserves')
  const hasOpenPlaces = page.draws.some(
    ({ called, waiting }) => waiting > 0 || called.some((one) => one.state === 'CALLED'),
  )
  return (
    <Sheet labelledBy="draw">
      <h2 id="draw">{t('panel.draw.title')}</h2>
      <p>{t('panel.draw.intro')}</p>
      {page.draws.map((draw) => (
        <Draw key={draw.id} draw={draw} />
      ))}
      {page.may.draw && hasOpenPlaces ? (
        <>
          <p className="hint">{t('panel.draw.reservesHint')}</p>
          <ActionButton form={call} quiet>
            {t('panel.draw.callReserves')}
          </ActionButton>
        </>
      ) : null}
      {page.may.draw && !hasOpenPlaces ? <NewDraw page={page} /> : null}
    </Sheet>
  )
}

function Draw({ draw }: { draw: SeatingPage['draws'][number] }) {
  const t = useT()
  const td = useDynamicT()
  const format = useFormat()
  return (
    <section>
      <h3>{t('panel.draw.number', { number: draw.number })}</h3>
      <ul className="meta">
        <li>{format.instant(draw.drawnAt)}</li>
        <li>{t('panel.draw.counts', { candidates: draw.candidates, wanted: draw.wanted, waiting: draw.waiting })}</li>
        <li>{draw.field === null ? t('panel.bureau.anyField') : td(`common.field.${draw.field}`)}</li>
      </ul>
      <ul className="tasks">
        {draw.called.map((place) => (
          <li key={place.position}>
            <span>
              {place.position}. <Typed>{place.name}</Typed>{' '}
              <small>
                {place.state === 'CALLED' ? t('panel.draw.dueAt', { at: format.instant(place.dueAt) }) : place.reason}
              </small>
            </span>
            <Tag tone={place.isLate ? 'due' : (tones[place.state] ?? 'plain')}>
              {place.isLate ? t('panel.draw.late') : td(`panel.draw.state.${place.state}`)}
            </Tag>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('panel.draw.repeat')}</summary>
        <p>{t('panel.draw.repeatHow')}</p>
        <p className="hash">{draw.seed}</p>
      </details>
    </section>
  )
}

function NewDraw({ page }: { page: SeatingPage }) {
  const t = useT()
  const td = useDynamicT()
  const locale = useLocale()
  const format = useFormat()
  const form = useFormState('draw', { wanted: String(page.asks.least), field: page.call.field })
  return (
    <PostForm form={form} label={t('panel.draw.title')}>
      {page.asks.drawFrom === null ? null : (
        <p className="hint">{t('panel.draw.notBefore', { day: format.day(page.asks.drawFrom) })}</p>
      )}
      <NumberField form={form} name="wanted" label={t('panel.draw.wanted')} hint={t('panel.draw.wantedHint')} />
      <SelectField
        form={form}
        name="field"
        label={t('panel.bureau.field')}
        placeholder={t('panel.bureau.anyField')}
        options={serviceFields.map((value) => ({ value, label: td(`common.field.${value}`) }))}
        optional
      />
      <SelectField
        form={form}
        name="regionId"
        label={t('panel.bureau.region')}
        placeholder={t('panel.bureau.anyRegion')}
        options={page.regions.map(({ id, zh, en }) => ({ value: id, label: locale === 'en' ? en : zh }))}
        optional
      />
      <Submit>{t('panel.draw.submit')}</Submit>
    </PostForm>
  )
}

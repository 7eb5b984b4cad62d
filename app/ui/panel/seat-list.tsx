import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import type { PersonOfPool, SeatingPage, SeatRow } from '#app/services/panel/queries/seating-page.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export function PersonLines({ person }: { person: PersonOfPool }) {
  const td = useDynamicT()
  const locale = useLocale()
  return (
    <>
      <ul className="meta">
        <li>
          <Typed>{person.employer}</Typed>
        </li>
        <li>{locale === 'en' ? person.region.en : person.region.zh}</li>
        <li>{person.fields.map((field) => td(`common.field.${field}`)).join(' · ')}</li>
      </ul>
      {person.concerns.map((concern) => (
        <p key={concern} className="concern">
          <Tag tone={concern === 'member-of-bidder' ? 'due' : 'wait'}>{td(`panel.concern.${concern}`)}</Tag>
        </p>
      ))}
    </>
  )
}

export function SeatItem({ seat, may }: { seat: SeatRow; may: SeatingPage['may'] }) {
  const t = useT()
  const chair = useFormState('chair')
  const remove = useFormState('remove')
  return (
    <li>
      <h3>
        {seat.code} · <Typed>{seat.name}</Typed>{' '}
        {seat.group === '' ? null : <Tag tone="plain">{t('panel.group.name', { group: seat.group })}</Tag>}{' '}
        {seat.isChair ? <Tag tone="open">{t('panel.chair')}</Tag> : null}{' '}
        <Tag tone="plain">
          {t(seat.kind === 'BUYER' ? 'panel.seat.buyer' : seat.isDrawn ? 'panel.seat.drawn' : 'panel.seat.appointed')}
        </Tag>
        {seat.isRecused ? <Tag tone="plain">{t('panel.state.RECUSED')}</Tag> : null}
      </h3>
      <PersonLines person={seat} />
      {seat.appointedReason === '' ? null : (
        <p>
          {t('panel.seat.because')} <Typed>{seat.appointedReason}</Typed>
        </p>
      )}
      {seat.isRecused ? (
        <p>
          {seat.reason === 'replaced-before-start'
            ? t('panel.bureau.removed')
            : t('panel.bureau.recusedBecause', { reason: seat.reason })}
        </p>
      ) : null}
      {(may.remove || may.nameChair) && !seat.isRecused ? (
        <div className="lifecycle">
          {!may.nameChair || seat.isChair || seat.concerns.includes('member-of-buyer') ? null : (
            <ActionButton form={chair} version={seat.version} fields={{ seatId: seat.seatId }} quiet>
              {t('panel.bureau.makeChair')}
            </ActionButton>
          )}
          {may.remove ? (
            <ActionButton form={remove} version={seat.version} fields={{ seatId: seat.seatId }} quiet>
              {t('panel.bureau.remove')}
            </ActionButton>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

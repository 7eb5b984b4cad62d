import { groupsMax } from '#app/domain/panel/groups.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { GroupsView, LotView } from '#app/services/panel/queries/groups.server.ts'
import type { SeatingPage } from '#app/services/panel/queries/seating-page.server.ts'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** How many groups judge side by side, who is in which, and the lot that allots the bids: settled before scoring starts. */
export function Groups({ page, groups }: { page: SeatingPage; groups: GroupsView }) {
  const t = useT()
  const mayChange = page.may.group && groups.isPublished
  return (
    <Sheet labelledBy="groups">
      <h2 id="groups">{t('panel.group.title')}</h2>
      <p>{t('panel.group.intro')}</p>
      {mayChange ? <SetGroups page={page} groups={groups} /> : null}
      {groups.count > 1 ? (
        <>
          <h3>{t('panel.group.lot')}</h3>
          <p>{t('panel.group.lotIntro')}</p>
          {groups.hasLot ? null : <p className="notice">{t('panel.group.noLot')}</p>}
          {mayChange ? <DrawLot version={page.panel?.version ?? 1} hasLot={groups.hasLot} /> : null}
        </>
      ) : null}
      {groups.lots.map((lot) => (
        <Lot key={lot.number} lot={lot} />
      ))}
    </Sheet>
  )
}

function SetGroups({ page, groups }: { page: SeatingPage; groups: GroupsView }) {
  const t = useT()
  const seats = page.seats.filter(({ isRecused }) => !isRecused)
  const form = useFormState('groups', {
    groups: String(groups.count),
    seats: seats.map(({ group }) => ({ group })),
  })
  return (
    <PostForm form={form} version={page.panel?.version ?? 1} label={t('panel.group.title')}>
      <SelectField
        form={form}
        name="groups"
        label={t('panel.group.count')}
        hint={t('panel.group.countHint')}
        options={Array.from({ length: groupsMax }, (_, index) => ({
          value: String(index + 1),
          label: index === 0 ? t('panel.group.one') : t('panel.group.several', { count: index + 1 }),
        }))}
      />
      {groups.count === 1 ? null : (
        <div className="two">
          {seats.map((seat, index) => (
            <div key={seat.seatId}>
              <input type="hidden" name={`seats[${index}].seatId`} value={seat.seatId} />
              <SelectField
                form={form}
                name={`seats[${index}].group`}
                label={t('panel.group.ofSeat', { code: seat.code, name: seat.name })}
                placeholder={t('panel.group.none')}
                optional={t('panel.group.beforeStart')}
                options={groups.letters.map((group) => ({ value: group, label: t('panel.group.name', { group }) }))}
              />
            </div>
          ))}
        </div>
      )}
      <Submit quiet>{t('panel.group.save')}</Submit>
    </PostForm>
  )
}

function DrawLot({ version, hasLot }: { version: number; hasLot: boolean }) {
  const t = useT()
  const form = useFormState('lot')
  return (
    <ActionButton form={form} version={version} quiet={hasLot}>
      {t(hasLot ? 'panel.group.drawAgain' : 'panel.group.draw')}
    </ActionButton>
  )
}

function Lot({ lot }: { lot: LotView }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <h3>
        {t('panel.group.lotNumber', { number: lot.number })}{' '}
        <Tag tone={lot.isInForce ? 'open' : 'plain'}>
          {t(lot.isInForce ? 'panel.group.inForce' : 'panel.group.void')}
        </Tag>
      </h3>
      <p className="note">{format.instant(lot.drawnAt)}</p>
      <ul className="tasks">
        {lot.bids.map((bid) => (
          <li key={bid.lot}>
            <span>
              <Typed>{bid.name}</Typed>
              {bid.ties === 0 ? null : <small> {t('panel.group.ties', { count: bid.ties })}</small>}
            </span>
            <Tag tone="plain">{t('panel.group.name', { group: bid.group })}</Tag>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('panel.draw.repeat')}</summary>
        <p>{t('panel.group.repeatHow')}</p>
        <p className="hash">
          {lot.nonce}
          <br />
          {lot.seed}
        </p>
      </details>
    </>
  )
}

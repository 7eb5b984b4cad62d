import { endMax } from '#app/domain/organization/registry.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { RegisteredOrganization } from '#app/services/organization/queries/registered-organization.server.ts'
import { DateField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

type Designation = RegisteredOrganization['designations'][number]

/** Whether an organization is a hub, as the registry of its place names it: one enters, another confirms. */
export function Hubs({
  view: { designations, mayEnter, state },
}: {
  view: Pick<RegisteredOrganization, 'designations' | 'mayEnter' | 'state'>
}) {
  const t = useT()
  const form = useFormState('designate')
  const isOpen = designations.some(({ endedOn }) => endedOn === null)
  return (
    <Sheet labelledBy="hubs">
      <h2 id="hubs">{t('hub.is')}</h2>
      {designations.length === 0 ? <p>{t('hub.neverNamed')}</p> : null}
      <ul className="rows">
        {designations.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {mayEnter && !isOpen && state === 'ACTIVE' ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('hub.name')}</summary>
          <PostForm form={form}>
            <DateField form={form} name="fromOn" label={t('hub.fromOn')} />
            <TextField form={form} name="documentNo" label={t('registry.documentNo')} maxLength={endMax.documentNo} />
            <Submit>{t('registry.enter')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}

function Row({ row }: { row: Designation }) {
  const t = useT()
  const { day } = useFormat()
  const nameOf = useLocalName()
  const confirm = useRowForm('confirmHub', 'designationId', row.id)
  const end = useRowForm('endHub', 'designationId', row.id)
  return (
    <li>
      <p>
        {row.endedOn === null ? (
          <Tag tone={row.isConfirmed ? 'open' : 'wait'}>
            {t(row.isConfirmed ? 'registry.confirmed' : 'registry.open')}
          </Tag>
        ) : (
          <Tag tone="plain">{t(row.isConfirmed ? 'tie.ended' : 'registry.withdrawn')}</Tag>
        )}{' '}
        {row.endedOn === null || !row.isConfirmed
          ? t('tie.since', { day: day(row.fromOn) })
          : t('tie.fromUntil', { from: day(row.fromOn), until: day(row.endedOn) })}{' '}
        · {nameOf(row.body)} · <TypedCites text={row.documentNo} />
      </p>
      {row.endReason === '' ? null : (
        <p>
          <Typed>{row.endReason}</Typed>
        </p>
      )}
      {row.mayConfirm ? (
        <ActionButton form={confirm} fields={{ designationId: row.id }}>
          {t('registry.confirm')}
        </ActionButton>
      ) : null}
      {row.mayEnd ? (
        <details open={end.wasRefused ? true : undefined}>
          <summary>{t(row.isConfirmed ? 'hub.end' : 'registry.withdraw')}</summary>
          <PostForm form={end}>
            <input type="hidden" name="designationId" value={row.id} />
            {row.isConfirmed ? <DateField form={end} name="endedOn" label={t('hub.endedOn')} /> : null}
            <TextArea form={end} name="reason" label={t('registry.reason')} max={endMax.reason} rows={3} />
            <Submit>{t(row.isConfirmed ? 'tie.endSubmit' : 'registry.withdraw')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

import { endKinds, endMax } from '#app/domain/organization/registry.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { RegisteredOrganization } from '#app/services/organization/queries/registered-organization.server.ts'
import { DateField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedCites } from '#app/ui/typed.tsx'

type End = RegisteredOrganization['ends'][number]

/** Merger and dissolution of an organization, and what has to be settled before. */
export function Ends({
  view: { ends, obstacles, mayEnter, state },
}: {
  view: Pick<RegisteredOrganization, 'ends' | 'obstacles' | 'mayEnter' | 'state'>
}) {
  const t = useT()
  const form = useFormState('recordEnd')
  const isOpen = ends.some(({ isWithdrawn }) => !isWithdrawn)
  return (
    <Sheet labelledBy="ends">
      <h2 id="ends">{t('organization.end.title')}</h2>
      {state !== 'ENDED' && obstacles.length > 0 ? (
        <div className="notice">
          <p>{t('organization.end.obstacles')}</p>
          <ul>
            {obstacles.map(({ code, count }) => (
              <li key={code}>{t(`organization.end.obstacle.${code}`, { count })}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <ul className="rows">
        {ends.map((end) => (
          <Row key={end.id} end={end} />
        ))}
      </ul>
      {mayEnter && !isOpen ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('organization.end.enter')}</summary>
          <PostForm form={form}>
            <RadioGroup
              form={form}
              name="kind"
              label={t('organization.end.what')}
              options={endKinds.map((value) => ({ value, label: t(`organization.end.kind.${value}`) }))}
            />
            <TextField
              form={form}
              name="successorCode"
              label={t('organization.end.successor')}
              hint={t('organization.end.successorHint')}
              maxLength={18}
              autoComplete="off"
              spellCheck={false}
              optional
            />
            <DateField form={form} name="endedOn" label={t('organization.end.endedOn')} />
            <TextField form={form} name="documentNo" label={t('registry.documentNo')} maxLength={endMax.documentNo} />
            <TextArea form={form} name="reason" label={t('registry.reason')} max={endMax.reason} rows={3} />
            <Submit>{t('registry.enter')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}

function Row({ end }: { end: End }) {
  const t = useT()
  const { day } = useFormat()
  const confirm = useRowForm('confirmEnd', 'endId', end.id)
  const withdraw = useRowForm('withdrawEnd', 'endId', end.id)
  const word = end.isWithdrawn ? 'registry.withdrawn' : end.isConfirmed ? 'registry.confirmed' : 'registry.open'
  return (
    <li>
      <h3>
        {t(`organization.end.kind.${end.kind}`)}{' '}
        <Tag tone={end.isWithdrawn ? 'plain' : end.isConfirmed ? 'due' : 'wait'}>{t(word)}</Tag>
      </h3>
      <p>
        {day(end.endedOn)} · <TypedCites text={end.documentNo} />
        {end.into === null ? null : (
          <>
            {' '}
            · {t('organization.end.into')}{' '}
            <A to={paths.organization(end.into.id)}>
              <Typed>{end.into.name}</Typed>
            </A>
          </>
        )}
      </p>
      <p>
        <Typed>{end.reason}</Typed>
      </p>
      <div className="actions">
        {end.mayConfirm ? (
          <ActionButton form={confirm} fields={{ endId: end.id }}>
            {t('registry.confirm')}
          </ActionButton>
        ) : null}
        {end.mayWithdraw ? (
          <ActionButton form={withdraw} fields={{ endId: end.id }} quiet>
            {t('registry.withdraw')}
          </ActionButton>
        ) : null}
      </div>
    </li>
  )
}

import { useLoaderData } from '@remix-run/react'
import { capEffects, capForm, capScopes, capStep } from '#app/domain/cap/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type CapRow, type CapsPage, readCapsPage } from '#app/services/cap/queries/caps-page.server.ts'
import { endCap, setCap } from '#app/services/cap/set-cap.server.ts'
import { SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readCapsPage(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    set: on(capForm, async ({ ctx, input }) => {
      const outcome = await setCap(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.caps(), 'cap.toast.set') : outcome
    }),
    end: on(capStep, async ({ ctx, input }) => {
      const outcome = await endCap(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.caps(), 'cap.toast.ended') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('cap.title'))

export default function Caps() {
  const { caps, bodies } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('cap.title')}</h1>
        <p>{t('cap.lead')}</p>
        {caps.length === 0 ? <p>{t('cap.empty')}</p> : null}
        <ul className="rows">
          {caps.map((cap) => (
            <Cap key={cap.id} cap={cap} />
          ))}
        </ul>
      </Sheet>
      {bodies.length === 0 ? null : <NewCap bodies={bodies} />}
    </Page>
  )
}

function Cap({ cap }: { cap: CapRow }) {
  const t = useT()
  const { money, instant } = useFormat()
  const form = useFormState('end')
  return (
    <li>
      <div className="line">
        <h2>
          {t(`cap.scope.${cap.scope}`)} · {t(`cap.effect.${cap.effect}`)}
        </h2>
        <span className="money">{money(cap.amountFen)}</span>
      </div>
      <ul className="meta">
        <li>
          <Typed>{cap.bodyName}</Typed>
        </li>
        <li>{cap.fundName === null ? t('cap.whole') : <Typed>{cap.fundName}</Typed>}</li>
        {cap.scope === 'PAYMENT' ? null : <li>{t('cap.spent', { money: money(cap.spentFen) })}</li>}
        <li>
          <Typed>{cap.reason}</Typed>
        </li>
        <li>
          <Mixed text={t('cap.setBy', { name: cap.setByName, at: instant(cap.setAt) })} />
        </li>
        {cap.endedAt === null ? null : <li>{t('cap.ended', { at: instant(cap.endedAt) })}</li>}
      </ul>
      {cap.mayEnd ? (
        <ActionButton form={form} fields={{ capId: cap.id }} quiet>
          {t('cap.end')}
        </ActionButton>
      ) : null}
    </li>
  )
}

function NewCap({ bodies }: { bodies: CapsPage['bodies'] }) {
  const t = useT()
  const form = useFormState('set', { bodyId: bodies[0]?.id ?? '', fundId: 'ALL', scope: 'PAYMENT', effect: 'APPROVAL' })
  return (
    <Sheet labelledBy="new-cap">
      <h2 id="new-cap">{t('cap.new')}</h2>
      <p>{t('cap.newLead')}</p>
      <PostForm form={form}>
        {bodies.length === 1 ? (
          <input type="hidden" name="bodyId" value={bodies[0]?.id} />
        ) : (
          <SelectField
            form={form}
            name="bodyId"
            label={t('cap.body')}
            options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <SelectField
          form={form}
          name="fundId"
          label={t('cap.fund')}
          options={[
            { value: 'ALL', label: t('cap.whole') },
            ...bodies.flatMap(({ funds }) => funds.map(({ id, name }) => ({ value: id, label: name }))),
          ]}
        />
        <SelectField
          form={form}
          name="scope"
          label={t('cap.scopeLabel')}
          options={capScopes.map((value) => ({ value, label: t(`cap.scope.${value}`) }))}
        />
        <SelectField
          form={form}
          name="effect"
          label={t('cap.effectLabel')}
          options={capEffects.map((value) => ({ value, label: t(`cap.effect.${value}`) }))}
        />
        <TextField form={form} name="amountFen" label={t('cap.amount')} inputMode="decimal" autoComplete="off" />
        <TextField form={form} name="reason" label={t('cap.reason')} hint={t('cap.reasonHint')} />
        <Submit>{t('cap.set')}</Submit>
      </PostForm>
    </Sheet>
  )
}

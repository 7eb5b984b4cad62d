import { useLoaderData } from '@remix-run/react'
import { changePassphraseInput, newOpeningKeyInput, replaceOpeningKeyInput } from '#app/domain/opening/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { provePassword } from '#app/services/account/change-password.server.ts'
import { readOpeningKeyPage } from '#app/services/opening/queries/opening-key-page.server.ts'
import { changePassphrase, setOpeningKey } from '#app/services/opening/set-opening-key.server.ts'
import { Checkbox, PasswordField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readOpeningKeyPage(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    set: on(newOpeningKeyInput, async ({ ctx, input: { currentPassword, passphrase } }) => {
      const proven = await provePassword(ctx, currentPassword, 'currentPassword')
      if (!proven.ok) return proven
      const outcome = await setOpeningKey(ctx, { passphrase })
      return outcome.ok ? redirectWithToast(ctx, paths.openingKey(), 'opening.toast.keySet') : outcome
    }),
    change: on(changePassphraseInput, async ({ ctx, input }) => {
      const outcome = await changePassphrase(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.openingKey(), 'opening.toast.passphraseChanged') : outcome
    }),
    replace: on(replaceOpeningKeyInput, async ({ ctx, input: { currentPassword, passphrase, replaces } }) => {
      const proven = await provePassword(ctx, currentPassword, 'currentPassword')
      if (!proven.ok) return proven
      const outcome = await setOpeningKey(ctx, { passphrase, replaces })
      return outcome.ok ? redirectWithToast(ctx, paths.openingKey(), 'opening.toast.keyReplaced') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('opening.key.title'))

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function OpeningKeyPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.account(), text: t('account.page.title') }]}>
      {view.key === null ? <SetUp /> : <SetAlready view={view} keyId={view.key.id} />}
    </Page>
  )
}

function SetUp() {
  const t = useT()
  const form = useFormState('set')
  return (
    <Sheet>
      <h1>{t('opening.key.title')}</h1>
      <p>{t('opening.key.what')}</p>
      <p>{t('opening.key.never')}</p>
      <PostForm form={form}>
        <NewPassphrase form={form} label={t('opening.key.passphrase')} />
        <OwnPassword form={form} />
        <Submit>{t('opening.key.set')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function NewPassphrase({ form, label }: { form: FormState; label: string }) {
  const t = useT()
  return (
    <>
      <PasswordField
        form={form}
        name="passphrase"
        label={label}
        hint={t('opening.key.passphraseHint')}
        autoComplete="off"
      />
      <PasswordField form={form} name="passphraseAgain" label={t('opening.key.again')} autoComplete="off" />
    </>
  )
}

function OwnPassword({ form }: { form: FormState }) {
  const t = useT()
  return (
    <PasswordField
      form={form}
      name="currentPassword"
      label={t('opening.key.password')}
      hint={t('opening.key.passwordHint')}
      autoComplete="current-password"
    />
  )
}

function SetAlready({ view: { key, waiting }, keyId }: { view: View; keyId: string }) {
  const t = useT()
  const { instant } = useFormat()
  const change = useFormState('change')
  const replace = useFormState('replace')
  return (
    <>
      <Sheet>
        <h1>{t('opening.key.title')}</h1>
        <p>{t('opening.key.since', { time: instant(key?.since ?? '') })}</p>
        {key?.changedAt === undefined ? null : <p>{t('opening.key.changed', { time: instant(key.changedAt) })}</p>}
        <h2>{t('opening.key.waiting')}</h2>
        {waiting.length === 0 ? (
          <p>{t('opening.key.noneWaiting')}</p>
        ) : (
          <ul className="plain-list">
            {waiting.map((call) => (
              <li key={call.id}>
                <Typed>{call.title}</Typed> ({call.callNo}){' '}
                <span className="note">{t('opening.key.until', { time: instant(call.deadlineAt) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      <Sheet>
        <h2>{t('opening.key.changeTitle')}</h2>
        <p>{t('opening.key.changeNote')}</p>
        <PostForm form={change}>
          <PasswordField form={change} name="oldPassphrase" label={t('opening.key.old')} autoComplete="off" />
          <NewPassphrase form={change} label={t('opening.key.new')} />
          <Submit>{t('opening.key.change')}</Submit>
        </PostForm>
      </Sheet>
      <Sheet>
        <h2>{t('opening.key.replaceTitle')}</h2>
        <p>{t('opening.key.replaceNote')}</p>
        {waiting.length === 0 ? null : <p className="notice">{t('opening.key.lost', { count: waiting.length })}</p>}
        <details open={replace.wasRefused}>
          <summary>{t('opening.key.forgot')}</summary>
          <PostForm form={replace}>
            <input type="hidden" name="replaces" value={keyId} />
            <NewPassphrase form={replace} label={t('opening.key.new')} />
            <OwnPassword form={replace} />
            <Checkbox form={replace} name="isUnderstood" label={t('opening.key.understood')} />
            <Submit grave>{t('opening.key.replace')}</Submit>
          </PostForm>
        </details>
      </Sheet>
    </>
  )
}

import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { codeSchema, nothingSchema, provenSchema } from '#app/domain/account/schema.ts'
import { returnPath } from '#app/domain/account/return-path.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { sessionHeader, withWanted } from '#app/http/session.server.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { readFactor } from '#app/services/account/queries/second-factor-page.server.ts'
import {
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '#app/services/account/second-factor.server.ts'
import { PasswordField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'identified' }, async ({ ctx, url }) => {
  const factor = await readFactor(ctx)
  // Whoever has one uses it first: this page takes it away.
  if (factor.isEnrolled && !factor.isPassed) throw redirect(withWanted(ctx, paths.signInCode(), url))
  return { ...factor, isOwed: ctx.actor.owesSecondFactor }
})

/** Said once, in the answer to the post: the codes are stored nowhere. */
type Codes = { kind: 'recovery-codes'; codes: string[] }
const codesReply = (codes: string[], cookie?: string) =>
  Response.json({ kind: 'recovery-codes', codes } satisfies Codes, {
    headers: { 'Cache-Control': 'no-store', ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }) },
  })

export const action = pageAction(
  { may: 'identified' },
  {
    start: on(nothingSchema, ({ ctx }) => startSecondFactor(ctx)),
    confirm: on(codeSchema, async ({ ctx, input }) => {
      const outcome = await confirmSecondFactor(ctx, input)
      return outcome.ok ? codesReply(outcome.recoveryCodes, await sessionHeader(outcome.token)) : outcome
    }),
    renew: on(provenSchema, async ({ ctx, input }) => {
      const outcome = await renewRecoveryCodes(ctx, input)
      return outcome.ok ? codesReply(outcome.recoveryCodes) : outcome
    }),
    remove: on(provenSchema, async ({ ctx, input }) => {
      const outcome = await removeSecondFactor(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.secondFactor(), 'account.toast.factorRemoved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('account.factor.title'))

const readCodes = (data: unknown): string[] | undefined =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'recovery-codes'
    ? (data as Codes).codes
    : undefined

export default function SecondFactorPage() {
  const factor = useLoaderData<typeof loader>()
  const codes = readCodes(useActionData())
  const t = useT()
  return (
    <Page crumbs={factor.isOwed ? [] : [{ to: paths.account(), text: t('account.page.title') }]}>
      {codes !== undefined ? (
        <RecoveryCodes codes={codes} />
      ) : factor.isEnrolled ? (
        <Enrolled codesLeft={factor.codesLeft} />
      ) : (
        <Enrol pending={factor.pending} isOwed={factor.isOwed} />
      )}
    </Page>
  )
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useT()
  const href = useHref()
  const { search } = useLocation()
  const wanted = returnPath(new URLSearchParams(search).get('to')) ?? href(paths.account())
  return (
    <Sheet>
      <h1>{t('account.factor.codesTitle')}</h1>
      <p>{t('account.factor.codes')}</p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="actions">
        <a className="button" href={wanted}>
          {t('account.factor.codesDone')}
        </a>
      </div>
    </Sheet>
  )
}

function Enrol({ pending, isOwed }: { pending: { qr: string; secret: string } | undefined; isOwed: boolean }) {
  const t = useT()
  const start = useFormState('start')
  const confirm = useFormState('confirm')
  return (
    <Sheet>
      <h1>{t('account.factor.title')}</h1>
      {isOwed ? <p className="notice">{t('account.factor.must')}</p> : null}
      {pending === undefined ? (
        <>
          <p>{t('account.factor.why')}</p>
          <p>{t('account.factor.apps')}</p>
          <PostForm form={start}>
            <Submit>{t('account.factor.start')}</Submit>
          </PostForm>
        </>
      ) : (
        <>
          <h2>{t('account.factor.scanTitle')}</h2>
          <p>{t('account.factor.scan')}</p>
          <img className="qr" src={pending.qr} alt={t('account.factor.qr')} width="240" height="240" />
          <p>
            {t('account.factor.secret')}
            <br />
            <code className="secret">{pending.secret}</code>
          </p>
          <h2>{t('account.factor.codeTitle')}</h2>
          <PostForm form={confirm}>
            <TextField
              form={confirm}
              name="code"
              secret
              label={t('account.label.code')}
              hint={t('account.factor.codeHint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              className="short"
            />
            <Submit>{t('account.factor.confirm')}</Submit>
          </PostForm>
          <div className="actions">
            <PostForm form={start}>
              <Submit quiet>{t('account.factor.again')}</Submit>
            </PostForm>
          </div>
        </>
      )}
    </Sheet>
  )
}

function Enrolled({ codesLeft }: { codesLeft: number }) {
  const t = useT()
  const renew = useFormState('renew')
  const remove = useFormState('remove')
  return (
    <>
      <Sheet>
        <h1>{t('account.factor.title')}</h1>
        <p>
          {t('account.factor.on')} {t('account.factor.left', { left: codesLeft })}
        </p>
      </Sheet>
      <Sheet>
        <h2>{t('account.factor.renewTitle')}</h2>
        <p>{t('account.factor.renewNote')}</p>
        <PostForm form={renew}>
          <PasswordField
            form={renew}
            name="currentPassword"
            label={t('account.label.currentPassword')}
            autoComplete="current-password"
          />
          <Submit quiet>{t('account.factor.renew')}</Submit>
        </PostForm>
      </Sheet>
      <Sheet>
        <h2>{t('account.factor.removeTitle')}</h2>
        <p>{t('account.factor.removeNote')}</p>
        <PostForm form={remove}>
          <PasswordField
            form={remove}
            name="currentPassword"
            label={t('account.label.currentPassword')}
            autoComplete="current-password"
          />
          <Submit grave>{t('account.factor.remove')}</Submit>
        </PostForm>
      </Sheet>
    </>
  )
}

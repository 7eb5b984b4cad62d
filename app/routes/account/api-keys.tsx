import { useActionData, useLoaderData } from '@remix-run/react'
import { keyNameCharactersMax, makeKeySchema, revokeKeySchema } from '#app/domain/api-key/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { publisher } from '#app/http/open-data.server.ts'
import { limitValues } from '#app/http/open-list/open-api.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { makeKey, revokeKey } from '#app/services/api-key/keep-keys.server.ts'
import { readApiKeys } from '#app/services/api-key/queries/api-keys.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { KeysInUse, RevokedKeys } from '#app/ui/account/api-keys.tsx'

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx }) => ({
  ...(await readApiKeys(ctx)),
  limits: limitValues(),
  example: `${publisher().baseUrl}/api/v1/calls`,
}))

/** Said once, in the answer to the post: the key is stored nowhere. */
type Made = { kind: 'api-key'; key: string }
const madeReply = (key: string) =>
  Response.json({ kind: 'api-key', key } satisfies Made, { headers: { 'Cache-Control': 'no-store' } })

export const action = pageAction(
  { may: 'signedIn' },
  {
    make: on(makeKeySchema, async ({ ctx, input }) => {
      const outcome = await makeKey(ctx, input)
      return outcome.ok ? madeReply(outcome.key) : outcome
    }),
    revoke: on(revokeKeySchema, async ({ ctx, input }) => {
      const outcome = await revokeKey(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.apiKeys(), 'api-key.toast.revoked') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('api-key.title'))

const readMade = (data: unknown): string | undefined =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'api-key'
    ? (data as Made).key
    : undefined

export default function ApiKeys() {
  const { keys, revoked, most, limits, example } = useLoaderData<typeof loader>()
  const made = readMade(useActionData())
  const t = useT()
  const crumbs = [{ to: paths.account(), text: t('account.page.title') }]
  if (made !== undefined)
    return (
      <Page crumbs={[...crumbs, { to: paths.apiKeys(), text: t('api-key.title') }]}>
        <NewKey value={made} example={example} />
      </Page>
    )
  return (
    <Page crumbs={crumbs}>
      <Sheet>
        <h1>{t('api-key.title')}</h1>
        <p>{t('api-key.lead')}</p>
        <p className="hint">{t('api-key.limits', limits)}</p>
        <p>
          <A to={paths.openApiGuide()}>{t('api-key.guide')}</A>
        </p>
      </Sheet>
      <KeysInUse keys={keys} />
      {keys.length >= most ? (
        <Sheet>
          <p className="notice">{t('api-key.full', { most })}</p>
        </Sheet>
      ) : (
        <MakeKey most={most} />
      )}
      <RevokedKeys keys={revoked} />
    </Page>
  )
}

function MakeKey({ most }: { most: number }) {
  const t = useT()
  const form = useFormState('make')
  return (
    <Sheet labelledBy="make">
      <h2 id="make">{t('api-key.make.title')}</h2>
      <PostForm form={form}>
        <TextField
          form={form}
          name="name"
          label={t('api-key.label.name')}
          hint={t('api-key.label.nameHint', { most })}
          maxLength={keyNameCharactersMax}
        />
        <Submit>{t('api-key.make.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function NewKey({ value, example }: { value: string; example: string }) {
  const t = useT()
  return (
    <Sheet>
      <h1>{t('api-key.made.title')}</h1>
      <p className="notice">{t('api-key.made.once')}</p>
      <p>
        <code className="secret">{value}</code>
      </p>
      <p>{t('api-key.made.use')}</p>
      <p className="hash">{`curl -H "Authorization: Bearer ${value}" ${example}`}</p>
      <div className="actions">
        <A className="button" to={paths.apiKeys()}>
          {t('api-key.made.done')}
        </A>
      </div>
    </Sheet>
  )
}

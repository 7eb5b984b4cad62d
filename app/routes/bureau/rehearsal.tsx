import { useLoaderData } from '@remix-run/react'
import { callParams, rehearsalForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRehearsalPage } from '#app/services/call/queries/rehearsal-page.server.ts'
import { setRehearsal } from '#app/services/call/set-rehearsal.server.ts'
import { Checkbox, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params: { callId } }) =>
  orNotFound(await readRehearsalPage(ctx, callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(rehearsalForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await setRehearsal(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRehearsal(callId), 'rehearsal.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('rehearsal.page'))

export default function Rehearsal() {
  const { id, title, version, isRehearsal, invitees } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', {
    isRehearsal: isRehearsal ? 'on' : '',
    codes: invitees.map(({ creditCode }) => creditCode).join('\n'),
  })
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('rehearsal.page')}</h1>
        <p>
          <Typed>{title}</Typed>
        </p>
        <p>{t('rehearsal.lead')}</p>
        <p>{t('rehearsal.ends')}</p>
        {invitees.length === 0 ? null : (
          <ul>
            {invitees.map(({ creditCode, name }) => (
              <li key={creditCode}>
                <Typed>{name}</Typed>
              </li>
            ))}
          </ul>
        )}
        <PostForm form={form} version={version}>
          <Checkbox form={form} name="isRehearsal" label={t('rehearsal.mark')} hint={t('rehearsal.markHint')} />
          <TextArea
            form={form}
            name="codes"
            label={t('rehearsal.codes')}
            hint={t('rehearsal.codesHint')}
            optional
            rows={6}
          />
          <Submit>{t('rehearsal.save')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
